import { dirname } from 'node:path';
import { files, places, ROOT } from './tree.js';

const everything = files(
  ['.'],
  /\.(ts|mjs|cjs|js|json|hbs|css|sql|md|html|svg|yml|sh)$|(^|\/)(run|Dockerfile)$/,
);
const modules = everything.filter(({ path }) =>
  /^src\/(?!browser|kernel|platform|start|demo)[^/]+\//.test(path),
);

/** What the name of a module's file may end with; anything else is a use case, named by its verb. */
const KINDS =
  /\.(module|access|queries|entity|controller|gateway|live|events|job|errors|form|view|spec)\.ts$/;
const COLLECTORS =
  /(^|\/)(utils?|helpers?|common|misc|shared)(\/|\.)|\.(service|helper|util|manager|dto|repository)\.ts$/;

it('has no file that collects everything', () => {
  expect(
    everything.filter(({ path }) => path.startsWith('src/') && COLLECTORS.test(path)).map((f) => f.path),
  ).toEqual([]);
});

it('names files in kebab case, with a kind that is known', () => {
  const strays = modules
    .map(({ path }) => path)
    .filter((path) => {
      const name = path.split('/').at(-1) ?? '';
      if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*$/.test(name)) return true;
      return name.split('.').length > 2 && !KINDS.test(name);
    });
  expect(strays).toEqual([]);
});

it('keeps folders one level below a module', () => {
  const strays = modules
    .filter(({ path }) => !/^src\/[^/]+\/([^/]+\/)?[^/]+$/.test(path))
    .map(({ path }) => path);
  expect(strays).toEqual([]);
});

it('keeps rules away from clocks, chance and I/O', () => {
  const rules = modules.filter(({ path }) => path.includes('/domain/') && !path.endsWith('.spec.ts'));
  expect(
    rules.flatMap((file) =>
      places(file, /\b(Date\.now|Math\.random|randomUUID|process\.|console\.|await |new Date\(\))/),
    ),
  ).toEqual([]);
});

it('names no path of this machine', () => {
  const home = `${dirname(ROOT)}/`;
  expect(home.length).toBeGreaterThan(1);
  expect(
    everything.filter(({ text }) => text.includes(home) || text.includes(`${ROOT}/`)).map(({ path }) => path),
  ).toEqual([]);
});

it('leaves nothing for later and silences no check', () => {
  const marks = new RegExp(
    ['TO' + 'DO', 'FIX' + 'ME', 'HA' + 'CK', 'XX' + 'X'].map((mark) => `\\b${mark}\\b`).join('|'),
  );
  const silenced = new RegExp(
    [
      'eslint-' + 'disable',
      'prettier-' + 'ignore',
      'stylelint-' + 'disable',
      '@ts-' + '(ignore|expect|nocheck)',
    ].join('|'),
  );
  const ours = everything.filter(({ path }) => path !== 'package-lock.json' && path !== '.prettierignore');
  expect(ours.flatMap((file) => [...places(file, marks), ...places(file, silenced)])).toEqual([]);
});

it('keeps dotfiles out of what people open first: no address of a registry in the lock file', () => {
  const lock = everything.find(({ path }) => path === 'package-lock.json');
  expect(lock && places(lock, /"resolved": "https?:/)).toEqual([]);
});

/** A folder that holds more asks to be two. Migrations stand in the order of their times. */
it('holds at most 25 files in a folder, specs beside what they test not counted', () => {
  const counts = new Map<string, number>();
  for (const { path } of files(['src', 'views', 'test', 'public/css', 'locales'])) {
    if (/\.spec\.ts$/.test(path)) continue;
    counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
  }
  expect([...counts].filter(([, count]) => count > 25)).toEqual([]);
});
