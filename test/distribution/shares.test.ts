import { startFloor, type Floor } from './world.js';

let floor: Floor;

beforeAll(async () => {
  floor = await startFloor();
});
afterAll(() => floor.close());

test('a weighted rule gives each group its share of every run, and is never one conversation off', async () => {
  const shares = [50, 30, 20];
  const groups: string[] = [];
  for (const share of shares) groups.push(await floor.group(`of ${share}`));
  const rule = await floor.rule(
    groups.map((group, at) => [group, 1_000, shares[at]]),
    { sharing: 'weighted' },
  );
  for (let written = 1; written <= 30; written += 1) {
    expect((await floor.write(rule)).state).toBe('started');
    for (const [at, group] of groups.entries()) {
      const due = (written * shares[at]) / 100;
      expect(Math.abs((await floor.waiting(rule, group)) - due)).toBeLessThan(1);
    }
  }
  expect(await Promise.all(groups.map((group) => floor.waiting(rule, group)))).toEqual([15, 9, 6]);
});

test('a rule of equal shares goes round its groups', async () => {
  const groups: string[] = [];
  for (const name of ['one', 'two', 'three']) groups.push(await floor.group(name));
  const rule = await floor.rule(
    groups.map((group) => [group, 1_000]),
    { sharing: 'equal' },
  );
  for (let written = 1; written <= 9; written += 1) {
    await floor.write(rule);
    const counts = await Promise.all(groups.map((group) => floor.waiting(rule, group)));
    expect(Math.max(...counts) - Math.min(...counts)).toBe(written % 3 === 0 ? 0 : 1);
  }
});
