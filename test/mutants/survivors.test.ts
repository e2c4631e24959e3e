import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../architecture/tree.js';

interface Survivor {
  file: string;
  mutator: string;
  /** What stands in the file, the changed part between « and ». */
  code: string;
  becomes: string;
  reason: string;
}

/** Areas that are no folder. */
const LISTED_BY_FILE = ['rights', 'access'];
const text = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const listed = JSON.parse(text('test/mutants/survivors.json')) as Record<
  string,
  { changes: number; survivors: Survivor[] }
>;
const areas = Object.entries(listed);
const entries = areas.flatMap(([, { survivors }]) => survivors);
const oneLine = (code: string) => code.replace(/\s+/g, ' ').trim();

it('has measured every folder of rules, rights, and access', () => {
  const folders = readdirSync(join(ROOT, 'src')).filter((name) =>
    existsSync(join(ROOT, 'src', name, 'domain')),
  );
  expect(Object.keys(listed)).toEqual(expect.arrayContaining([...folders, ...LISTED_BY_FILE]));
});

it.each(areas)('lists at most one of ten changes in %s', (_area, { changes, survivors }) => {
  expect(changes).toBeGreaterThan(0);
  expect(survivors.length).toBeLessThanOrEqual(changes / 10);
});

it('lists each once, with a reason', () => {
  const keys = entries.map(({ file, mutator, code, becomes }) => [file, mutator, code, becomes].join(' | '));
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  expect(entries.filter(({ reason }) => reason.trim().length < 10)).toEqual([]);
});

it('lists only what still stands there', () => {
  const gone = entries.filter(({ file, code }) => {
    if (!existsSync(join(ROOT, file)) || !/«.+»/.test(code)) return true;
    return !oneLine(text(file)).includes(code.replace(/[«»]/g, ''));
  });
  expect(gone).toEqual([]);
});

it('names files of the area that lists them', () => {
  const strays = areas.flatMap(([area, { survivors }]) =>
    survivors.filter(({ file }) => !LISTED_BY_FILE.includes(area) && !file.startsWith(`src/${area}/domain/`)),
  );
  expect(strays).toEqual([]);
});

it('is the only way to leave a change out: no comment in the code turns one off', () => {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
  const off = files.filter(
    (path) => path.endsWith('.ts') && /Stryker (disable|restore)/.test(text(`src/${path}`)),
  );
  expect(off).toEqual([]);
});

it('runs tests on rights without a PostgreSQL: a run starts one for access only', () => {
  const asking = readdirSync(join(ROOT, 'test', 'rights')).filter((name) =>
    /from '.*\/(postgres|world)\.js'/.test(text(`test/rights/${name}`)),
  );
  expect(asking).toEqual([]);
});
