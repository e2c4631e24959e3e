import { MOST, Windows } from './windows.js';

it('holds so many windows at most, whoever invents keys, and forgets the oldest first', () => {
  const windows = new Windows('few', 60);
  for (let at = 0; at < 10 * MOST; at += 1) windows.of(`key ${at}`).count += 1;
  expect(windows.size).toBeLessThanOrEqual(MOST);
  expect(windows.of(`key ${10 * MOST - 1}`).count).toBe(1);
  expect(windows.of('key 0').count).toBe(0);
});
