import { aMember, aQueue, aRule, aSnapshot, aWaiting, noon } from '../../../test/distribution/snapshots.js';
import type { Member } from './snapshot.js';
import { isOverdue, whyWaiting } from './waiting-reason.js';

const queue = aQueue('help', 'advice');
const tomorrow = new Date('2026-03-03T12:00:00Z');
const reason = (members: Member[], more = {}, enabled = true) =>
  whyWaiting(
    aWaiting(queue, 1, more),
    aSnapshot({ rules: [aRule('help', { enabled })], queues: [queue], members }),
    noon,
  );

describe('a conversation waits because', () => {
  it('the group has no member', () => {
    expect(reason([aMember('lea', { groupIds: ['orders'] })])).toEqual({ code: 'no_member' });
  });

  it('it has come back and has neither a group nor a member', () => {
    expect(reason([aMember('lea')], { queueId: null, groupId: null })).toEqual({ code: 'waiting_list' });
  });

  it('no member is connected', () => {
    expect(reason([aMember('lea', { state: 'offline' })])).toEqual({ code: 'none_connected' });
  });

  it('all who are connected are away', () => {
    const members = [aMember('lea', { state: 'away' }), aMember('tom', { state: 'offline' })];
    expect(reason(members)).toEqual({ code: 'all_away' });
  });

  it('all who work have no place left', () => {
    const members = [aMember('lea', { taken: 3 }), aMember('tom', { state: 'away' })];
    expect(reason(members)).toEqual({ code: 'all_full' });
  });

  it('its rule is switched off', () => {
    expect(reason([aMember('lea')], {}, false)).toEqual({ code: 'rule_off' });
  });

  it('it is kept for a member who cannot take it now', () => {
    const kept = { assignedTo: 'lea', assignedUntil: tomorrow };
    expect(reason([aMember('lea', { taken: 3 }), aMember('tom')], kept)).toEqual({
      code: 'assigned',
      memberId: 'lea',
      until: tomorrow,
      memberIs: 'full',
    });
  });

  it('its own rule is switched off, whatever the others are', () => {
    const other = aQueue('other', 'advice');
    const of = (isOn: boolean) =>
      whyWaiting(
        aWaiting(queue, 1),
        aSnapshot({
          rules: [aRule('other', { enabled: !isOn }), aRule('help', { enabled: isOn })],
          queues: [other, queue],
          members: [aMember('lea')],
        }),
        noon,
      );
    expect(of(false)).toEqual({ code: 'rule_off' });
    expect(of(true)).toEqual({ code: 'due' });
  });

  it('nobody is free for it, also where it stands in no queue of a rule', () => {
    expect(reason([aMember('lea', { taken: 3 })], { queueId: null })).toEqual({ code: 'all_full' });
  });

  it('it is kept for a member who is offline, or has left', () => {
    const kept = { assignedTo: 'lea', landsOnConnection: true };
    const waitedFor = { code: 'assigned', memberId: 'lea', until: null, memberIs: 'offline' };
    expect(reason([aMember('tom'), aMember('lea', { state: 'offline' })], kept)).toEqual(waitedFor);
    expect(reason([aMember('tom')], kept)).toEqual(waitedFor);
    expect(reason([aMember('lea', { state: 'away' })], kept)).toEqual({ code: 'due' });
    expect(reason([aMember('lea', { state: 'away' })], { ...kept, landsOnConnection: false })).toEqual({
      ...waitedFor,
      memberIs: 'away',
    });
  });

  it('nothing at all, and then it is due', () => {
    expect(reason([aMember('lea')])).toEqual({ code: 'due' });
    expect(reason([aMember('lea')], { assignedTo: 'lea' })).toEqual({ code: 'due' });
  });
});

describe('a conversation that could be on a desk', () => {
  it('should have been there when five seconds are over', () => {
    const after = (milliseconds: number) => isOverdue(noon, new Date(noon.getTime() + milliseconds));
    expect([0, 5000, 5001].map(after)).toEqual([false, false, true]);
  });
});
