import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DYNAMIC_KEYS } from './dynamic-keys.js';
import { files, ROOT } from './tree.js';

const MEMBERS = ['en', 'fr'];
const VISITORS = ['fr', 'en', 'es', 'de', 'it', 'pt', 'nl', 'ar'];
const SEEN_BY_VISITORS = ['messenger', 'texts', 'mails'];
const PLURAL = /(?<!^too)_(?:ordinal_)?(zero|one|two|few|many|other)$/;

type Words = Map<string, string>;

const namespaces = readdirSync(join(ROOT, 'locales', 'en')).map((name) => name.replace(/\.json$/, ''));
const words = new Map(
  VISITORS.map((language) => [language, new Map(namespaces.map((name) => [name, load(language, name)]))]),
);
const sources = [...files(['views'], /\.hbs$/), ...files(['src'], /(?<!\.spec)\.ts$/)];
const text = sources.map((file) => file.text).join('\n');

it('finds the languages of the product', () => {
  expect(namespaces).toEqual(expect.arrayContaining(SEEN_BY_VISITORS));
});

describe.each(namespaces)('the words of %s', (namespace) => {
  const languages = SEEN_BY_VISITORS.includes(namespace) ? VISITORS : MEMBERS;
  const english = of('en', namespace);

  it.each(languages)('are complete in %s', (language) => {
    expect([...bases(of(language, namespace))].sort()).toEqual([...bases(english)].sort());
  });

  it.each(languages)('have every plural of %s, and nothing empty', (language) => {
    const own = of(language, namespace);
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const plurals = [...own.keys()].filter((key) => PLURAL.test(key)).map((key) => key.replace(PLURAL, ''));
    const wanted = [...new Set(plurals)].flatMap((key) => categories.map((category) => `${key}_${category}`));
    expect(wanted.filter((key) => !own.has(key))).toEqual([]);
    expect([...own].filter(([, value]) => value.trim() === '').map(([key]) => key)).toEqual([]);
  });

  it.each(languages)('take the same values in %s as in English', (language) => {
    const wanted = valuesByBase(english);
    const own = valuesByBase(of(language, namespace));
    expect([...own].filter(([key, values]) => values !== wanted.get(key))).toEqual([]);
  });
});

it('sets French punctuation apart with spaces that do not break', () => {
  const careless = namespaces.flatMap((namespace) =>
    [...of('fr', namespace)].filter(([, value]) =>
      /[\p{L}\p{N})}»%](?:\u0020)?[?!;]|[\p{L})}»] ?:(?=\s|$)|« |[^\u00a0\u202f]»|«[^\u00a0\u202f]/u.test(
        value,
      ),
    ),
  );
  expect(careless).toEqual([]);
});

it('has every word that the views and the code ask for', () => {
  const known = new Set(
    namespaces.flatMap((namespace) => [...bases(of('en', namespace))].map((key) => `${namespace}:${key}`)),
  );
  const prefix = new RegExp(`["'\`](?:${namespaces.join('|')}):[\\w.]+`, 'g');
  const asked = [...text.matchAll(prefix)]
    .map(([found]) => found.slice(1))
    .filter((key) => !key.endsWith('.'));
  const missing = [...new Set(asked)].filter((key) => !known.has(key) && !isStartOfKnown(key));
  expect(missing).toEqual([]);

  function isStartOfKnown(key: string): boolean {
    return new RegExp(`["'\`]${key.replaceAll('.', '\\.')}\\$\\{`).test(text);
  }
});

it('has the sentence of every refusal', () => {
  const errors = of('en', 'errors');
  const codes = [...text.matchAll(/new Refusal\(\s*'\w+',\s*'([\w.]+)'/g)].map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(0);
  expect([...new Set(codes)].filter((code) => !bases(errors).has(code))).toEqual([]);
});

it('keeps no word that nobody asks for', () => {
  const starts = [...text.matchAll(/["'`](\w+:[\w.]*\.)(?:\$\{|["'])/g)].map(([, start]) => start);
  const literals = new Set([...text.matchAll(/["'`]([\w.:-]+)["'`]/g)].map(([, literal]) => literal));
  const unused = namespaces.flatMap((namespace) =>
    [...bases(of('en', namespace))]
      .filter((key) => !literals.has(`${namespace}:${key}`))
      .filter((key) => !(namespace === 'errors' && literals.has(key)))
      .map((key) => `${namespace}:${key}`)
      .filter((key) => ![...starts, ...Object.keys(DYNAMIC_KEYS)].some((start) => key.startsWith(start))),
  );
  expect(unused).toEqual([]);
});

it('lists no way to build a key that is gone', () => {
  const keys = namespaces.flatMap((namespace) =>
    [...of('en', namespace).keys()].map((key) => `${namespace}:${key}`),
  );
  expect(Object.keys(DYNAMIC_KEYS).filter((start) => !keys.some((key) => key.startsWith(start)))).toEqual([]);
});

function of(language: string, namespace: string): Words {
  return words.get(language)?.get(namespace) ?? new Map<string, string>();
}

function load(language: string, namespace: string): Words {
  const [file] = files([`locales/${language}`], new RegExp(`/${namespace}\\.json$`));
  return new Map(file ? leaves(JSON.parse(file.text) as object) : []);
}

function leaves(tree: object, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? leaves(value, `${path}${key}.`)
      : [[`${path}${key}`, String(value)]],
  );
}

function bases(own: Words): Set<string> {
  return new Set([...own.keys()].map((key) => key.replace(PLURAL, '')));
}

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
