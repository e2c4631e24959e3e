import type { MemberRole } from '../../kernel/index.js';
import type { Member, MemberKind } from '../../members/index.js';
import { wholeNumber, type Posted } from '../frame/posted.js';

/** A member as their form knows them. */
export interface MemberState {
  role: MemberRole;
  kind: MemberKind;
  capacity: number;
  groupIds: string[];
}

/** What stands in the form, as it was typed. */
export interface MemberDraft {
  role: string;
  kind: string;
  capacity: string;
  groupIds: string[];
}

export function memberStateOf({ role, kind, capacity }: Member, groupIds: string[]): MemberState {
  return { role, kind, capacity, groupIds: [...groupIds].sort() };
}

export function memberDraftOf({ capacity, ...state }: MemberState): MemberDraft {
  return { ...state, capacity: String(capacity) };
}

export function readMemberDraft(posted: Posted): MemberDraft {
  return {
    role: posted.text('role'),
    kind: posted.text('kind'),
    capacity: posted.text('capacity'),
    groupIds: [...new Set(posted.texts('groups'))].sort(),
  };
}

/** What is no number is NaN, and what is no role stays none: the member's checks refuse both at their field. */
export function memberWanted(draft: MemberDraft): MemberState {
  return {
    role: draft.role as MemberRole,
    kind: draft.kind as MemberKind,
    capacity: wholeNumber(draft.capacity),
    groupIds: draft.groupIds,
  };
}
