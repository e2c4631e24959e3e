import { KEYS_BY_HAND, KEYS_OF_VIEWS } from './known-keys.js';
import { keysOf, languagesOf, NAMESPACES, wordsOf } from './words.js';
import { files, ROOT } from './tree.js';
import { refusalCodes, valuesOfType, wordedPlaces } from './worded-keys.js';

/** Each language that has to say the sentence, and does not. */
function missing(keys: readonly string[]): string[] {
  return keys.flatMap((key) => {
    const [namespace = ''] = key.split(':');
    return languagesOf(namespace)
      .filter((language) => !keysOf(language, namespace).has(key))
      .map((language) => `${language}: ${key}`);
  });
}

const places = wordedPlaces(ROOT, NAMESPACES);

it('has a sentence for every key that code puts together, in every language that needs it', () => {
  const keys = places.flatMap(({ place, keys: told }) => {
    const byHand = KEYS_BY_HAND[place];
    return told ?? (typeof byHand === 'function' ? byHand() : []);
  });
  expect(keys.length).toBeGreaterThan(200);
  expect(missing([...new Set(keys)])).toEqual([]);
});

it('knows by hand only the places of which the types tell nothing, and all of them', () => {
  const untold = new Set(places.filter(({ keys }) => keys === null).map(({ place }) => place));
  expect(Object.keys(KEYS_BY_HAND).sort()).toEqual([...untold].sort());
});

it('has a sentence for every key that a view puts together', () => {
  const found = new Set(viewKeys().map(({ pattern }) => pattern));
  expect(Object.keys(KEYS_OF_VIEWS).sort()).toEqual([...found].sort());
  const keys = Object.entries(KEYS_OF_VIEWS).flatMap(([pattern, from]) =>
    valuesFrom(from).map((value) => pattern.replace('*', value)),
  );
  expect(missing(keys)).toEqual([]);
});

it('has the sentence of every refusal, also beside a field', () => {
  const codes = refusalCodes(ROOT);
  expect(codes).toEqual(expect.arrayContaining(['forbidden', 'required', 'invalid_fields']));
  // What a mail exceeds is told on its page, as a reason.
  const limits = valuesOfType(ROOT, 'src/inbound/domain/mail-limits.ts#MailLimit');
  const told = codes.filter((code) => !limits.includes(code));
  expect(missing(told.map((code) => `errors:${code}`))).toEqual([]);
});

it('has the words of every event that the audit log shows', () => {
  const names = files(['src'], /\.events\.ts$/)
    .flatMap(({ text }) => [...text.matchAll(/defineEvent(?:<[^(]*>)?\(\s*'([\w.]+)'/g)])
    .map(([, name]) => name ?? '')
    .filter((name) => name.startsWith('settings.') || AUDITED.includes(name));
  expect(names).toEqual(expect.arrayContaining(AUDITED));
  expect(missing(names.map((name) => `admin:audit.events.${name.replace(/\./g, '_')}`))).toEqual([]);
});

it('knows every language of `locales/`, and no other', () => {
  const folders = new Set(files(['locales'], /\.json$/).map(({ path }) => path.split('/')[1]));
  expect([...folders].sort()).toEqual([...languagesOf('messenger')].sort());
  expect(wordsOf('en', 'common').size).toBeGreaterThan(0);
});

const AUDITED = ['visitor.blocked', 'visitor.unblocked', 'conversation.released'];

function viewKeys(): { pattern: string }[] {
  return files(['views'], /\.hbs$/).flatMap(({ text }) =>
    [...text.matchAll(/\(concat "([a-z-]+:[\w.]*)" [\w.@/]+(?: "([\w.]*)")?\)/g)].map(
      ([, head, tail = '']) => ({
        pattern: `${head}*${tail}`,
      }),
    ),
  );
}

function valuesFrom(from: (typeof KEYS_OF_VIEWS)[string]): string[] {
  if (typeof from === 'string') return [];
  if ('of' in from) return valuesOfType(ROOT, from.of);
  const given = new RegExp(`\\{\\{> ${from.by} [^}]*${from.given}="([\\w.-]+)"`, 'g');
  const values = files(['views'], /\.hbs$/).flatMap(({ text }) =>
    [...text.matchAll(given)].map(([, value = '']) => value),
  );
  return [...new Set(values)].filter((value) => !from.but?.includes(value));
}
