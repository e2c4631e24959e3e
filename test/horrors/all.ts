import { builtIns } from './built-ins.js';
import { frameworks } from './frameworks.js';
import type { Horror } from './horror.js';
import { layouts } from './layouts.js';
import { resets, styles } from './styles.js';
import { surroundings } from './surroundings.js';

const EVERY: Horror[] = [...styles, ...resets, ...layouts, ...builtIns, ...frameworks, ...surroundings];

/** All of them, or those whose names hold what `npm run engines -- --pages=…` says. */
export const HORRORS = EVERY.filter(({ name }) => name.includes(process.env.PAGES ?? ''));

/** Runs the work on each, some at a time, and tells of each whether and how it failed. */
export async function onEach(
  horrors: Horror[],
  { lanes, work }: { lanes: number; work: (horror: Horror) => Promise<void> },
): Promise<Map<Horror, Promise<void>>> {
  const left = [...horrors];
  const outcomes = new Map<Horror, Promise<void>>();
  const lane = async (): Promise<void> => {
    for (let horror = left.shift(); horror; horror = left.shift()) {
      const outcome = work(horror);
      outcomes.set(horror, outcome);
      await outcome.catch(() => undefined);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return outcomes;
}
