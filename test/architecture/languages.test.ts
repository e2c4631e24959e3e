import { DYNAMIC_KEYS } from './dynamic-keys.js';
import { files } from './tree.js';
import { basesOf, languagesOf, NAMESPACES, PLURAL, wordsOf, type Words } from './words.js';

const sources = [...files(['views'], /\.hbs$/), ...files(['src'], /(?<!\.spec)\.ts$/)];
const text = sources.map((file) => file.text).join('\n');

describe.each(NAMESPACES)('the words of %s', (namespace) => {
  const languages = languagesOf(namespace);
  const english = wordsOf('en', namespace);

  it.each(languages)('are complete in %s', (language) => {
    expect([...basesOf(wordsOf(language, namespace))].sort()).toEqual([...basesOf(english)].sort());
  });

  it.each(languages)('have every plural of %s, and nothing empty', (language) => {
    const own = wordsOf(language, namespace);
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const plurals = [...own.keys()].filter((key) => PLURAL.test(key)).map((key) => key.replace(PLURAL, ''));
    const wanted = [...new Set(plurals)].flatMap((key) => categories.map((category) => `${key}_${category}`));
    expect(wanted.filter((key) => !own.has(key))).toEqual([]);
    expect([...own].filter(([, value]) => value.trim() === '').map(([key]) => key)).toEqual([]);
  });

  it.each(languages)('take the same values in %s as in English', (language) => {
    const wanted = valuesByBase(english);
    const own = valuesByBase(wordsOf(language, namespace));
    expect([...own].filter(([key, values]) => values !== wanted.get(key))).toEqual([]);
  });
});

it('sets French punctuation apart with spaces that do not break', () => {
  const careless = NAMESPACES.flatMap((namespace) =>
    [...wordsOf('fr', namespace)].filter(([, value]) =>
      /[\p{L}\p{N})}»%](?:\u0020)?[?!;]|[\p{L})}»] ?:(?=\s|$)|« |[^\u00a0\u202f]»|«[^\u00a0\u202f]/u.test(
        value,
      ),
    ),
  );
  expect(careless).toEqual([]);
});

it('has every word that the views and the code ask for', () => {
  const known = new Set(
    NAMESPACES.flatMap((namespace) =>
      [...basesOf(wordsOf('en', namespace))].map((key) => `${namespace}:${key}`),
    ),
  );
  const prefix = new RegExp(`["'\`](?:${NAMESPACES.join('|')}):[\\w.]+`, 'g');
  const asked = [...text.matchAll(prefix)]
    .map(([found]) => found.slice(1))
    .filter((key) => !key.endsWith('.'));
  const missing = [...new Set(asked)].filter((key) => !known.has(key) && !isStartOfKnown(key));
  expect(missing).toEqual([]);

  function isStartOfKnown(key: string): boolean {
    return new RegExp(`["'\`]${key.replaceAll('.', '\\.')}\\$\\{`).test(text);
  }
});

it('keeps no word that nobody asks for', () => {
  const starts = [...text.matchAll(/["'`]([\w-]+:[\w.]*\.)(?:\$\{|["'])/g)].map(([, start]) => start);
  const literals = new Set([...text.matchAll(/["'`]([\w.:-]+)["'`]/g)].map(([, literal]) => literal));
  const unused = NAMESPACES.flatMap((namespace) =>
    [...basesOf(wordsOf('en', namespace))]
      .filter((key) => !literals.has(`${namespace}:${key}`))
      .filter((key) => !(namespace === 'errors' && literals.has(key)))
      .map((key) => `${namespace}:${key}`)
      .filter((key) => ![...starts, ...Object.keys(DYNAMIC_KEYS)].some((start) => key.startsWith(start))),
  );
  expect(unused).toEqual([]);
});

it('lists no way to build a key that is gone', () => {
  const keys = NAMESPACES.flatMap((namespace) =>
    [...wordsOf('en', namespace).keys()].map((key) => `${namespace}:${key}`),
  );
  expect(Object.keys(DYNAMIC_KEYS).filter((start) => !keys.some((key) => key.startsWith(start)))).toEqual([]);
});

/** What a sentence is given, by its key without plural; `count` may be left unsaid in a plural. */
function valuesByBase(own: Words): Map<string, string> {
  const found = new Map<string, Set<string>>();
  for (const [key, value] of own) {
    const base = key.replace(PLURAL, '');
    const values = found.get(base) ?? new Set();
    for (const [, name] of value.matchAll(/\{\{-?\s*(\w+)/g)) values.add(name);
    found.set(base, values);
  }
  return new Map([...found].map(([key, values]) => [key, [...values].sort().join(' ')]));
}
