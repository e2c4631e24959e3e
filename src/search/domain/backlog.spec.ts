import { Backlog } from './backlog.js';

describe('the conversations that the search has heard of', () => {
  it('are taken a few at a time, the brands in turn', () => {
    const backlog = new Backlog();
    for (const id of ['a1', 'a2', 'a3']) backlog.note('a', id);
    backlog.note('b', 'b1');
    expect(backlog.take(2)).toEqual({ brandId: 'a', conversationIds: ['a1', 'a2'] });
    expect(backlog.take(2)).toEqual({ brandId: 'b', conversationIds: ['b1'] });
    expect(backlog.take(2)).toEqual({ brandId: 'a', conversationIds: ['a3'] });
    expect(backlog.take(2)).toBeNull();
    expect(backlog.isDone).toBe(true);
  });

  it('are taken once in a round, however often they are heard of', () => {
    const backlog = new Backlog();
    backlog.note('a', 'a1');
    backlog.note('a', 'a1');
    expect(backlog.take(9)).toEqual({ brandId: 'a', conversationIds: ['a1'] });
    backlog.note('a', 'a1');
    backlog.note('a', 'a2');
    expect(backlog.has('a', 'a1')).toBe(true);
    expect(backlog.take(9)).toEqual({ brandId: 'a', conversationIds: ['a2'] });
    expect(backlog.isDone).toBe(true);
    backlog.beginRound();
    expect(backlog.take(9)).toEqual({ brandId: 'a', conversationIds: ['a1'] });
    backlog.beginRound();
    expect(backlog.isDone).toBe(true);
  });

  it('do not grow without bounds', () => {
    const backlog = new Backlog();
    for (let i = 0; i < 20_001; i++) backlog.note('a', `a${i}`);
    expect(backlog.take(30_000)?.conversationIds).toHaveLength(20_000);
  });

  it('are known until they were done, by brand', () => {
    const backlog = new Backlog();
    expect([backlog.isDone, backlog.has('a', 'a1')]).toEqual([true, false]);
    backlog.note('a', 'a1');
    expect([backlog.isDone, backlog.has('a', 'a1'), backlog.has('b', 'a1'), backlog.has('a', 'a2')]).toEqual([
      false,
      true,
      false,
      false,
    ]);
    backlog.take(1);
    expect(backlog.has('a', 'a1')).toBe(false);
    backlog.note('a', 'a1');
    expect([backlog.isDone, backlog.has('a', 'a1')]).toEqual([true, true]);
    backlog.beginRound();
    expect([backlog.isDone, backlog.has('a', 'a1')]).toEqual([false, true]);
    backlog.take(1);
    backlog.beginRound();
    expect(backlog.has('a', 'a1')).toBe(false);
  });

  it('of a brand that has more wait for the other brands', () => {
    const backlog = new Backlog();
    for (const brand of ['a', 'b', 'c']) for (const no of [1, 2]) backlog.note(brand, `${brand}${no}`);
    const batches = Array.from({ length: 6 }, () => backlog.take(1)?.conversationIds.join());
    expect(batches).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'c2']);
  });

  it('that come again while a round goes on keep their bound too', () => {
    const backlog = new Backlog();
    for (let i = 0; i < 20_000; i++) backlog.note('a', `a${i}`);
    backlog.take(20_000);
    for (let i = 0; i < 20_000; i++) backlog.note('a', `a${i}`);
    backlog.beginRound();
    expect(backlog.take(30_000)?.conversationIds).toHaveLength(20_000);
  });
});
