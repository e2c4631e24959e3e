import { problemOfSnooze, returnPlace, type ReturnFacts, type SnoozedConversation } from './snooze.js';

const noon = new Date('2026-03-02T12:00:00Z');
const until = (moment: string) => problemOfSnooze(new Date(moment), noon);

describe('a snooze', () => {
  it('lasts at least five minutes', () => {
    expect(until('2026-03-02T12:05:00Z')).toBeNull();
    expect(until('2026-03-02T12:04:59Z')).toBe('snooze_too_soon');
    expect(until('2026-03-01T12:00:00Z')).toBe('snooze_too_soon');
  });

  it('lasts at most a year', () => {
    expect(until('2027-03-02T12:00:00Z')).toBeNull();
    expect(until('2027-03-02T12:00:01Z')).toBe('snooze_too_late');
  });
});

describe('a conversation that comes back', () => {
  const goes = (snoozed: Partial<SnoozedConversation>, facts: Partial<ReturnFacts> = {}) =>
    returnPlace(
      { groupId: 'advice', keepFor: null, snoozedBy: 'lea', ...snoozed },
      { resumedBy: null, isActive: () => true, ...facts },
    );
  const gone = { isActive: () => false };

  it('is its group’s', () => {
    expect(goes({})).toEqual({ place: 'group' });
  });

  it('that was kept is its member’s', () => {
    expect(goes({ keepFor: 'lea' })).toEqual({ place: 'member', memberId: 'lea' });
  });

  it('that was kept for somebody who has left is its group’s', () => {
    expect(goes({ keepFor: 'lea' }, gone)).toEqual({ place: 'group' });
  });

  it('is theirs who take it back themselves, and not the manager’s', () => {
    expect(goes({}, { resumedBy: 'lea' })).toEqual({ place: 'member', memberId: 'lea' });
    expect(goes({}, { resumedBy: 'maya' })).toEqual({ place: 'group' });
    expect(goes({ snoozedBy: null })).toEqual({ place: 'group' });
  });

  it('and has no group waits for its member', () => {
    const place = { place: 'member', memberId: 'lea' };
    expect(goes({ groupId: null })).toEqual(place);
    expect(goes({ groupId: null, keepFor: 'lea' })).toEqual(place);
  });

  it('and has neither a group nor its member is in the waiting list', () => {
    expect(goes({ groupId: null }, gone)).toEqual({ place: 'waiting_list' });
    expect(goes({ groupId: null, keepFor: 'lea' }, gone)).toEqual({ place: 'waiting_list' });
  });
});
