import { isSameVisit, VISIT_PAUSE_MS } from './visit.js';

const lastAt = new Date('2026-03-02T12:00:00Z');
const isSameAt = (time: string) => isSameVisit(lastAt, new Date(`2026-03-02T${time}Z`));

it('goes on with a visit until the visitor was silent for half an hour', () => {
  expect(isSameAt('12:00:00')).toBe(true);
  expect(isSameAt('12:29:59.999')).toBe(true);
  expect(isSameAt('12:30:00')).toBe(false);
  expect(isSameAt('13:30:00')).toBe(false);
  expect(VISIT_PAUSE_MS).toBe(1_800_000);
});
