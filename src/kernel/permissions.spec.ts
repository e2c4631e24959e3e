import type { Actor, MemberRole } from './actor.js';
import { may, PERMISSIONS, requirePermission, type Permission } from './permissions.js';

const ROLES = ['agent', 'manager', 'admin'] as const satisfies MemberRole[];
const ALL = Object.keys(PERMISSIONS) as Permission[];
const member = (role: MemberRole): Actor => ({
  kind: 'member',
  brandId: 'lumiere',
  id: role,
  accountId: role,
  role,
  locale: 'en',
});
const visitor: Actor = { kind: 'visitor', brandId: 'lumiere', id: 'v', siteId: 's', locale: 'en' };
const system: Actor = { kind: 'system', brandId: 'lumiere', id: null, locale: 'en' };

const whoMay = (permission: Permission) => ROLES.filter((role) => may(member(role), permission));

it.each([
  ['conversations.read_all', ['manager', 'admin']],
  ['conversations.release', ['manager', 'admin']],
  ['responses.share', ['manager', 'admin']],
  ['brand.change', ['admin']],
  ['members.change', ['admin']],
] as const)('%s is for %j', (permission, roles) => {
  expect(whoMay(permission)).toEqual(roles);
});

it('gives admins everything, agents and visitors nothing beyond what is theirs, the application everything', () => {
  for (const permission of ALL) {
    expect([permission, whoMay(permission).includes('admin'), whoMay(permission).includes('agent')]).toEqual([
      permission,
      true,
      false,
    ]);
    expect([may(visitor, permission), may(system, permission)]).toEqual([false, true]);
  }
});

it('refuses who may not, and lets who may', () => {
  expect(() => requirePermission(member('manager'), 'brand.change')).toThrow(
    expect.objectContaining({ kind: 'forbidden' }),
  );
  expect(() => requirePermission(member('admin'), 'brand.change')).not.toThrow();
});
