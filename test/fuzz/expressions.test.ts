import { Linter } from 'eslint';
import regexp from 'eslint-plugin-regexp';
import { expressionsOf, slownessOf } from './expressions.js';
import { files } from '../architecture/tree.js';

/** Files that make expressions when the program runs, each with why none of them can be slow. */
const MADE: Record<string, string> = {
  'src/conversations/entries/text-parts.ts': 'names of members, escaped: alternatives without repetition',
  'src/platform/views/cached-renderings.ts': 'our own mark with digits after it',
};

/** Files with expressions that go back a fixed number of signs at most, each with why that is little. */
const BOUNDED: Record<string, string> = {
  'src/mime/mail-body.ts': 'a meta tag is looked at for 200 signs, whatever follows',
};

/** Expressions over the texts of people that stopped the product once. */
const ONCE_SLOW = [
  String.raw`(^|\n)?([ \t\u00a0\u202f]*)\{\{([^{}|]*)(?:\|([^{}]*))?\}\}`,
  String.raw`([^\S\n]*)\{\{\s*([^{}]*?)\s*\}\}`,
  String.raw`^[.\s]+|[.\s]+$`,
  String.raw`\/+$`,
];

const found = files(['src'], /\.ts$/)
  .filter(({ path }) => !path.endsWith('.spec.ts'))
  .map(expressionsOf);
const literal = found.flatMap((each) => each.literal);

it('finds the regular expressions of the product', () => {
  expect(literal.length).toBeGreaterThan(100);
});

it('has none that a text can slow down', async () => {
  const distinct = [...new Map(literal.map((each) => [`/${each.source}/${each.flags}`, each])).values()];
  const slow: string[] = [];
  for (const expression of distinct) {
    const why = await slownessOf(expression);
    const [path] = expression.place.split(':');
    if (why && !Object.hasOwn(BOUNDED, path)) slow.push(why);
  }
  expect(slow).toEqual([]);
}, 240_000);

it('makes expressions from texts nowhere but where it is known that they are quick', () => {
  expect([...new Set(found.flatMap((each) => each.made))].sort()).toEqual(Object.keys(MADE).sort());
});

it.each(ONCE_SLOW)('would find what was slow once: %s', async (source) => {
  expect(await slownessOf({ place: 'here', source, flags: 'g' })).toContain('here');
  const rules: Linter.RulesRecord = {
    'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
    'regexp/no-super-linear-move': ['error', { report: 'potential' }],
  };
  const messages = new Linter().verify(`/${source}/g.test(text);`, [{ plugins: { regexp }, rules }]);
  expect(messages.map(({ ruleId }) => ruleId)).toContainEqual(
    expect.stringMatching(/^regexp\/no-super-linear/),
  );
});
