import { invalidFields } from '../../kernel/index.js';
import type { InvitationDraft, Member } from '../../members/index.js';
import type { Posted } from '../frame/posted.js';

export const MOST_ADDRESSES = 50;

/** What stands in the form of an invitation, as it was typed. */
export interface InviteDraft {
  emails: string;
  role: string;
  kind: string;
  groupIds: string[];
  locale: string;
}

export function emptyInviteDraft(locale: string, groupIds: string[]): InviteDraft {
  return { emails: '', role: 'agent', kind: 'staff', groupIds, locale };
}

export function readInviteDraft(posted: Posted): InviteDraft {
  return {
    emails: posted.text('emails'),
    role: posted.text('role'),
    kind: posted.text('kind'),
    groupIds: [...new Set(posted.texts('groups'))].sort(),
    locale: posted.text('locale'),
  };
}

/** Addresses one a line, or between commas and semicolons, as they are pasted; of `Ada <ada@example.com>` the address. */
export function addressesOf(text: string): string[] {
  const emails = text
    .split(/[\n,;]/)
    .map((piece) => addressIn(piece.trim()))
    .filter((piece) => piece !== '');
  if (emails.length > MOST_ADDRESSES) throw invalidFields({ emails: 'invitations_50' });
  return emails;
}

/** What is no role stays none: the verb refuses it at its field. */
export function invitationsWanted({ emails, role, kind, groupIds }: InviteDraft): InvitationDraft[] {
  const as = { role: role as Member['role'], kind: kind as Member['kind'], groupIds };
  return addressesOf(emails).map((email) => ({ email, name: null, ...as }));
}

function addressIn(piece: string): string {
  if (!piece.endsWith('>')) return piece;
  const at = piece.lastIndexOf('<');
  return at < 0 ? piece : piece.slice(at + 1, -1).trim();
}
