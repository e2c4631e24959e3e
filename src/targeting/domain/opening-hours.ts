import { wallClock } from '../../kernel/index.js';
import type { OpeningSpan } from './conditions.js';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/**
 * Whether it is open now by the clock on the wall of that zone. On the days when clocks change the wall decides too:
 * an hour that is skipped is not open, one that comes twice is open twice.
 */
export function isOpen(spans: readonly OpeningSpan[], now: Date, timeZone: string): boolean {
  const { weekday, time } = wallClock(now, timeZone);
  const yesterday = weekday === 1 ? 7 : weekday - 1;
  return spans.some(({ day, from, to }) => {
    const overnight = to <= from;
    if (day === weekday && time >= from && (overnight || time < to)) return true;
    return overnight && day === yesterday && time < to;
  });
}

export function isSpan({ day, from, to }: OpeningSpan): boolean {
  return Number.isInteger(day) && day >= 1 && day <= 7 && isTime(from) && (isTime(to) || to === '24:00');
}

function isTime(text: unknown): boolean {
  return typeof text === 'string' && TIME.test(text);
}
