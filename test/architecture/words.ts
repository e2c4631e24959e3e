import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { MEMBER_LOCALES, VISITOR_LOCALES } from '../../src/platform/index.js';
import { files, ROOT } from './tree.js';

/** The sentences of one file by their keys, plurals and all. */
export type Words = Map<string, string>;

const SEEN_BY_VISITORS = ['messenger', 'texts', 'mails'];
/** A key with what it is in a plural; `too_few` and the like are no plurals. */
export const PLURAL = /(?<!^too)_(?:ordinal_)?(zero|one|two|few|many|other)$/;
export const NAMESPACES = readdirSync(join(ROOT, 'locales', 'en')).map((name) => name.replace(/\.json$/, ''));

const words = new Map<string, Words>();

/** The languages in which these words are needed. */
export function languagesOf(namespace: string): readonly string[] {
  return SEEN_BY_VISITORS.includes(namespace) ? VISITOR_LOCALES : MEMBER_LOCALES;
}

export function wordsOf(language: string, namespace: string): Words {
  const name = `${language}/${namespace}`;
  const known = words.get(name);
  if (known) return known;
  const [file] = files([`locales/${language}`], new RegExp(`/${namespace}\\.json$`));
  const found = new Map(file ? leaves(JSON.parse(file.text) as object) : []);
  words.set(name, found);
  return found;
}

/** Keys as the code asks for them, with their namespace and without what a plural adds. */
export function keysOf(language: string, namespace: string): Set<string> {
  return new Set([...basesOf(wordsOf(language, namespace))].map((key) => `${namespace}:${key}`));
}

export function basesOf(own: Words): Set<string> {
  return new Set([...own.keys()].map((key) => key.replace(PLURAL, '')));
}

function leaves(tree: object, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? leaves(value, `${path}${key}.`)
      : [[`${path}${key}`, String(value)]],
  );
}
