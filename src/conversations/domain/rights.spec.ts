import type { MemberActor } from '../../kernel/index.js';
import { mayHandle, mayReadAll, mayRelease, mayResume } from './rights.js';

const lea = { kind: 'member', id: 'lea', role: 'agent' } as MemberActor;
const maud = { kind: 'member', id: 'maud', role: 'manager' } as MemberActor;
const ines = { kind: 'member', id: 'ines', role: 'admin' } as MemberActor;

it.each([mayReadAll, mayRelease])('%p is for managers and admins', (mayDo) => {
  expect([lea, maud, ines].map((each) => mayDo(each))).toEqual([false, true, true]);
});

it('a conversation is handled by its holder, and by managers in any', () => {
  expect(mayHandle(lea, { memberId: 'lea' })).toBe(true);
  expect(mayHandle(lea, { memberId: 'tom' })).toBe(false);
  expect(mayHandle(lea, { memberId: null })).toBe(false);
  expect(mayHandle(maud, { memberId: null })).toBe(true);
  expect(mayHandle(ines, { memberId: 'tom' })).toBe(true);
});

it('a snooze is ended by who set it, and by managers', () => {
  expect(mayResume(lea, { snoozedBy: 'lea' })).toBe(true);
  expect(mayResume(lea, { snoozedBy: 'tom' })).toBe(false);
  expect(mayResume(lea, { snoozedBy: null })).toBe(false);
  expect(mayResume(maud, { snoozedBy: 'lea' })).toBe(true);
});
