import {
  invalidFields,
  isId,
  isMailAddress,
  normalAddress,
  Refusal,
  type MemberRole,
} from '../../kernel/index.js';
import { checkMember } from '../member.form.js';
import type { MemberKind } from '../member.access.js';

/** As many as a file may bring at a time. */
export const MOST_INVITED_AT_ONCE = 500;
const MOST_GROUPS = 100;

export interface InvitationDraft {
  email: string;
  /** As somebody may be called who has no account yet; they choose it themselves. */
  name: string | null;
  role: MemberRole;
  kind: MemberKind;
  /** Kept as they are: whoever knows groups puts the member into those that are there then. */
  groupIds: string[];
}

/** An address that nobody is invited by, and why, as a key of `errors`. */
export interface RefusedAddress {
  email: string;
  code: string;
}

/** What is wrong with no single address. @throws Refusal */
export function checkInvitations(drafts: readonly InvitationDraft[]): void {
  if (drafts.length === 0) throw invalidFields({ emails: 'required' });
  if (drafts.length > MOST_INVITED_AT_ONCE) throw invalidFields({ emails: 'invitations_at_once' });
  for (const { name, role, kind, groupIds } of drafts) {
    checkMember({ role, kind, capacity: 1, ...(name === null ? {} : { name }) });
    if (groupIds.length > MOST_GROUPS || !groupIds.every(isId)) throw new Refusal('invalid', 'invalid_input');
  }
}

/** Those that are no addresses, and those that stand there twice. */
export function wrongAddresses(emails: readonly string[]): RefusedAddress[] {
  const seen = new Set<string>();
  return emails.flatMap((email) => {
    if (!isMailAddress(email)) return [{ email, code: 'email_invalid' }];
    const address = normalAddress(email);
    if (seen.has(address)) return [{ email, code: 'address_twice' }];
    seen.add(address);
    return [];
  });
}
