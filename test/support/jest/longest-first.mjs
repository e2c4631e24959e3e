import { createRequire } from 'node:module';

// The one that this jest brings.
const require = createRequire(createRequire(import.meta.url).resolve('jest/package.json'));
const { default: Sequencer } = createRequire(require.resolve('@jest/core/package.json'))(
  '@jest/test-sequencer',
);

/** Begin before all others: what is short to read and long to run would otherwise run last, and alone. */
const LONG = [
  'test/journeys/messenger/horrors.test.ts',
  'test/fuzz/naughty-input.test.ts',
  'test/durability/',
];

/** On a machine that has not measured yet, jest begins with the largest files. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const isLong = ({ path }) => LONG.some((part) => path.includes(part));
    const sorted = super.sort(tests);
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
}
