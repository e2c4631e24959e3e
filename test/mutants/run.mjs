// `npm run mutants [-- <module>…]`: changes the rules in `domain/` folders, one place at a time, and tells where no
// test notices. A folder of which fewer than nine in ten changes are noticed fails.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
const REPORT = join(ROOT, '.data', 'mutants', 'report.json');
const LEAST = 90;

const asked = process.argv.slice(2);
const modules = readdirSync(join(ROOT, 'src')).filter((name) =>
  existsSync(join(ROOT, 'src', name, 'domain')),
);
const rows = (asked.length > 0 ? asked : modules).map(scoreOf);
console.table(Object.fromEntries(rows.map(({ folder, ...row }) => [folder, row])));
process.exit(rows.every(({ score }) => score >= LEAST) ? 0 : 1);

function scoreOf(module) {
  const mutate = `src/${module}/domain/**/*.ts,!src/**/*.spec.ts`;
  const stryker = join(ROOT, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
  const options = ['run', 'test/mutants/stryker.json', '--mutate', mutate];
  const { status } = spawnSync(process.execPath, [stryker, ...options], { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) throw new Error(`Stryker ended with ${status} in src/${module}/domain.`);
  const { files } = JSON.parse(readFileSync(REPORT, 'utf8'));
  const mutants = Object.values(files).flatMap((file) => file.mutants);
  const count = (...states) => mutants.filter(({ status: state }) => states.includes(state)).length;
  const noticed = count('Killed', 'Timeout');
  const missed = count('Survived', 'NoCoverage');
  const score = Math.round((1000 * noticed) / Math.max(1, noticed + missed)) / 10;
  return { folder: `src/${module}/domain`, noticed, missed, score };
}
