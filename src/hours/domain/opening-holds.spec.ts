import { isOpen, nextChange, openSecondsBetween } from './opening.js';
import type { OpeningRange, Schedule } from './schedule.js';

const MINUTE = 60_000;
const ZONES = [
  'UTC',
  'Europe/Paris',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Africa/Cairo',
  'America/Santiago',
];
/** Days on which clocks change somewhere, and one on which they do nowhere. */
const DAYS = [
  '2026-03-08',
  '2026-03-29',
  '2026-04-05',
  '2026-04-24',
  '2026-09-06',
  '2026-10-25',
  '2026-10-29',
  '2026-12-24',
];

/** A line of numbers that looks like chance, and is the same each time (mulberry32). */
function chances(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(day) + days * 1440 * MINUTE).toISOString().slice(0, 10);

function anySchedule(chance: (below: number) => number, around: string): Schedule {
  const time = () => [chance(24), chance(60)].map((part) => String(part).padStart(2, '0')).join(':');
  const range = (): OpeningRange => ({ from: time(), to: chance(5) === 0 ? '24:00' : time() });
  const ranges = (most: number) => Array.from({ length: chance(most + 1) }, range);
  return {
    timeZone: ZONES[chance(ZONES.length)],
    weekly: [1, 2, 3, 4, 5, 6, 7].flatMap((day) => ranges(2).map((each) => ({ day, ...each }))),
    exceptions: [-1, 0, 1]
      .filter(() => chance(3) === 0)
      .map((days) => ({ date: dayAfter(around, days), label: '', ranges: ranges(2) })),
  };
}

describe.each(Array.from({ length: 40 }, (_, seed) => seed))('any hours, by the seed %i', (seed) => {
  const chance = chances(seed);
  const day = DAYS[chance(DAYS.length)];
  const schedule = anySchedule(chance, day);
  const start = Date.parse(day) - 1440 * MINUTE;
  const minutes = Array.from({ length: 3 * 1440 }, (_, at) => new Date(start + at * MINUTE));
  const open = minutes.map((each) => isOpen(schedule, each));

  it('are counted as they are, minute by minute, in any part of the time', () => {
    for (const [first, last] of [
      [0, 4319],
      [chance(2000), 2000 + chance(2000)],
    ] as const) {
      const counted = open.slice(first, last).filter(Boolean).length * 60;
      expect(openSecondsBetween(schedule, minutes[first], minutes[last])).toBe(counted);
    }
  });

  it('change next when they do, and not before', () => {
    for (const at of Array.from({ length: 12 }, () => chance(2880))) {
      const changes = open.findIndex((each, later) => later > at && each !== open[at]);
      const told = nextChange(schedule, minutes[at]);
      if (changes >= 0) expect(told).toEqual(minutes[changes]);
      else expect(told === null || told > (minutes.at(-1) as Date)).toBe(true);
      if (told) expect(isOpen(schedule, told)).toBe(!open[at]);
    }
  });
});
