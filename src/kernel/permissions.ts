import { byActor, type Actor, type MemberRole } from './actor.js';
import { forbidden } from './errors.js';

/** What may be done in a brand beyond one's own desk, and the least role that may. The page of members shows this table. */
export const PERMISSIONS = {
  'conversations.read_all': 'manager',
  'conversations.handle_all': 'manager',
  'conversations.transfer_to_all': 'manager',
  'conversations.release': 'manager',
  'waiting.read': 'manager',
  'rules.try': 'manager',
  'visitors.unblock': 'manager',
  'tags.change': 'manager',
  'responses.share': 'manager',
  'brand.change': 'admin',
  'rules.change': 'admin',
  'groups.change': 'admin',
  'members.change': 'admin',
  'sites.change': 'admin',
  'targeting.change': 'admin',
  'texts.change': 'admin',
  'documents.change': 'admin',
  'mails.change': 'admin',
  'audit.read': 'admin',
} as const satisfies Record<string, MemberRole>;

export type Permission = keyof typeof PERMISSIONS;

const RANK: Record<MemberRole, number> = { agent: 0, manager: 1, admin: 2 };

/** Admins may what managers may, managers what agents may. */
export function roleMay(role: MemberRole, permission: Permission): boolean {
  return RANK[role] >= RANK[PERMISSIONS[permission]];
}

export function may(actor: Actor, permission: Permission): boolean {
  return byActor(actor, {
    member: ({ role }) => roleMay(role, permission),
    visitor: () => false,
    operator: () => false,
    system: () => true,
  });
}

/** @throws Refusal `forbidden` */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (!may(actor, permission)) throw forbidden();
}
