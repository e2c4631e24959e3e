import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KNOWN_LOOKUPS } from './known-lookups.js';
import { outsideLookups } from './outside-names.js';

const ROOT = join(import.meta.dirname, '..', '..');

it('looks names from outside up among own names only', () => {
  const found = outsideLookups(ROOT);
  const unknown = found.filter(({ file, text }) => !Object.hasOwn(KNOWN_LOOKUPS, `${file} ${text}`));
  expect(unknown.map(({ file, line, text }) => `${file}:${line} ${text}`)).toEqual([]);
  const places = new Set(found.map(({ file, text }) => `${file} ${text}`));
  expect(Object.keys(KNOWN_LOOKUPS).filter((place) => !places.has(place))).toEqual([]);
});

it('notices such a lookup, and takes what is guarded, listed or ours for what it is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'causerie-lookups-'));
  const settings = { compilerOptions: { strict: true, lib: ['es2022'], types: [] }, files: ['tried.ts'] };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(settings));
  await writeFile(
    join(folder, 'tried.ts'),
    `export const words: Record<string, string> = { a: 'b' };
     export const plain = (name: string) => words[name];
     export const cast = (name: string) => ({ a: 1 })[name as 'a'];
     export const asked = (name: string) => name in words;
     export const whatever = (name: any) => words[name];
     export const generic = <Name extends string>(name: Name) => words[name];
     export const guarded = (name: string) => (Object.hasOwn(words, name) ? words[name] : null);
     export const known = (name: 'a' | 'b') => words[name];
     export const numbered = (at: number) => [1, 2][at] + 'text'[at];
     export const mapped = (name: string) => new Map<string, string>().get(name);
     export const written = (name: string) => { words[name] = 'c'; };`,
  );
  expect(outsideLookups(folder).map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
  await rm(folder, { recursive: true });
});
