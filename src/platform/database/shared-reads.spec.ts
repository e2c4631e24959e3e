import { SharedReads } from './shared-reads.js';

describe('shared reads', () => {
  it('asks once for all who come while a query is under way, after they came', async () => {
    const reads = new SharedReads<number>();
    const begun: (() => void)[] = [];
    let asked = 0;
    const query = async () => {
      asked += 1;
      const number = asked;
      await new Promise<void>((resolve) => begun.push(resolve));
      return number;
    };
    const first = reads.read('a', query);
    const [second, third] = [reads.read('a', query), reads.read('a', query)];
    expect(asked).toBe(1);
    begun[0]?.();
    expect(await first).toBe(1);
    await Promise.resolve();
    begun[1]?.();
    expect([await second, await third]).toEqual([2, 2]);
    expect(asked).toBe(2);
  });

  it('keeps keys apart', async () => {
    const reads = new SharedReads<string>();
    const both = [reads.read('a', async () => 'one'), reads.read('b', async () => 'other')];
    expect(await Promise.all(both)).toEqual(['one', 'other']);
  });

  it('goes on after a query that failed', async () => {
    const reads = new SharedReads<string>();
    const failed = reads.read('a', () => Promise.reject(new Error('away')));
    const next = reads.read('a', async () => 'back');
    await expect(failed).rejects.toThrow('away');
    expect(await next).toBe('back');
  });
});
