import { Heard } from './heard.js';

describe('the conversations that the search has heard of', () => {
  it('are taken a few at a time, the brands in turn', () => {
    const heard = new Heard();
    for (const id of ['a1', 'a2', 'a3']) heard.note('a', id);
    heard.note('b', 'b1');
    expect(heard.take(2)).toEqual({ brandId: 'a', conversationIds: ['a1', 'a2'] });
    expect(heard.take(2)).toEqual({ brandId: 'b', conversationIds: ['b1'] });
    expect(heard.take(2)).toEqual({ brandId: 'a', conversationIds: ['a3'] });
    expect(heard.take(2)).toBeNull();
    expect(heard.isDone).toBe(true);
  });

  it('are taken once in a round, however often they are heard of', () => {
    const heard = new Heard();
    heard.note('a', 'a1');
    heard.note('a', 'a1');
    expect(heard.take(9)).toEqual({ brandId: 'a', conversationIds: ['a1'] });
    heard.note('a', 'a1');
    heard.note('a', 'a2');
    expect(heard.has('a', 'a1')).toBe(true);
    expect(heard.take(9)).toEqual({ brandId: 'a', conversationIds: ['a2'] });
    expect(heard.isDone).toBe(true);
    heard.beginRound();
    expect(heard.take(9)).toEqual({ brandId: 'a', conversationIds: ['a1'] });
    heard.beginRound();
    expect(heard.isDone).toBe(true);
  });

  it('do not grow without bounds', () => {
    const heard = new Heard();
    for (let i = 0; i < 20_001; i++) heard.note('a', `a${i}`);
    expect(heard.take(30_000)?.conversationIds).toHaveLength(20_000);
  });

  it('are known until they were done, by brand', () => {
    const heard = new Heard();
    expect([heard.isDone, heard.has('a', 'a1')]).toEqual([true, false]);
    heard.note('a', 'a1');
    expect([heard.isDone, heard.has('a', 'a1'), heard.has('b', 'a1'), heard.has('a', 'a2')]).toEqual([
      false,
      true,
      false,
      false,
    ]);
    heard.take(1);
    expect(heard.has('a', 'a1')).toBe(false);
    heard.note('a', 'a1');
    expect([heard.isDone, heard.has('a', 'a1')]).toEqual([true, true]);
    heard.beginRound();
    expect([heard.isDone, heard.has('a', 'a1')]).toEqual([false, true]);
    heard.take(1);
    heard.beginRound();
    expect(heard.has('a', 'a1')).toBe(false);
  });

  it('of a brand that has more wait for the other brands', () => {
    const heard = new Heard();
    for (const brand of ['a', 'b', 'c']) for (const no of [1, 2]) heard.note(brand, `${brand}${no}`);
    const bites = Array.from({ length: 6 }, () => heard.take(1)?.conversationIds.join());
    expect(bites).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'c2']);
  });

  it('that come again while a round goes on keep their bound too', () => {
    const heard = new Heard();
    for (let i = 0; i < 20_000; i++) heard.note('a', `a${i}`);
    heard.take(20_000);
    for (let i = 0; i < 20_000; i++) heard.note('a', `a${i}`);
    heard.beginRound();
    expect(heard.take(30_000)?.conversationIds).toHaveLength(20_000);
  });
});
