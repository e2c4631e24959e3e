import type { MemberActor, MemberRole } from '../../kernel/index.js';
import { mayTag } from './rights.js';

const actor = (role: MemberRole): MemberActor => ({
  kind: 'member',
  brandId: 'brand',
  id: 'léa',
  accountId: 'account',
  role,
  locale: 'fr',
});

test('managers tag any conversation', () => {
  expect(mayTag(actor('manager'), { memberId: 'karim', hasHeld: false })).toBe(true);
  expect(mayTag(actor('admin'), { memberId: null, hasHeld: false })).toBe(true);
});

test('an agent tags what is on their own desk', () => {
  expect(mayTag(actor('agent'), { memberId: 'léa', hasHeld: true })).toBe(true);
  expect(mayTag(actor('agent'), { memberId: 'karim', hasHeld: true })).toBe(false);
});

test('an agent tags what they held, while nobody holds it', () => {
  expect(mayTag(actor('agent'), { memberId: null, hasHeld: true })).toBe(true);
  expect(mayTag(actor('agent'), { memberId: null, hasHeld: false })).toBe(false);
});
