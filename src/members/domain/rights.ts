import type { MemberRole } from '../../kernel/index.js';

const RANK: Record<MemberRole, number> = { agent: 0, manager: 1, admin: 2 };

/** Whether the role may do what this one may: admins what managers may, managers what agents may. */
export function hasRightsOf(role: MemberRole, needed: MemberRole): boolean {
  return RANK[role] >= RANK[needed];
}
