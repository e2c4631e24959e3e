// `npm run mutants [-- <area>…]`: changes the rules one place at a time and tells where no test notices. An area fails
// where fewer than nine in ten changes are noticed, or where one is missed that `survivors.json` does not list with its
// reason, or lists though it is noticed. `--write` lists what was found, for reasons to be added.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import setUp from '../support/jest/global-setup.mjs';
import tearDown from '../support/jest/global-teardown.mjs';
import { AREAS, keyOf, knownSurvivors, LEAST, ROOT, survivorOf, SURVIVORS } from './areas.mjs';

const REPORT = join(ROOT, '.data', 'mutants', 'report.json');
const args = process.argv.slice(2);
const asked = args.filter((arg) => !arg.startsWith('--'));
const unknown = asked.filter((name) => !Object.hasOwn(AREAS, name));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}. There are ${Object.keys(AREAS).join(', ')}.`);
  process.exit(2);
}

const results = [];
try {
  for (const name of asked.length > 0 ? asked : Object.keys(AREAS)) results.push(await mutated(name));
} finally {
  await tearDown();
}
console.table(
  Object.fromEntries(results.map(({ title, noticed, missed, score }) => [title, { noticed, missed, score }])),
);
if (args.includes('--write')) results.forEach(write);
const faults = results.flatMap(faultsOf);
for (const fault of faults) console.error(fault);
process.exit(faults.length === 0 ? 0 : 1);

async function mutated(name) {
  const { title, mutate, config, needsPostgres } = AREAS[name];
  if (needsPostgres) await setUp();
  const stryker = join(ROOT, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
  const patterns = [...mutate, '!src/**/*.spec.ts'].join(',');
  const options = ['run', config, '--mutate', patterns];
  const run = spawn(process.execPath, [stryker, ...options], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, MUTANTS: 'yes' },
  });
  const [status] = await once(run, 'exit');
  if (status !== 0) throw new Error(`Stryker ended with ${status} in ${title}.`);
  const { files } = JSON.parse(readFileSync(REPORT, 'utf8'));
  const mutants = Object.entries(files).flatMap(([file, { source, mutants: found }]) =>
    found.map((mutant) => ({ file, source, mutant })),
  );
  const those = (...states) => mutants.filter(({ mutant }) => states.includes(mutant.status));
  const noticed = those('Killed', 'Timeout', 'RuntimeError').length;
  const survivors = those('Survived', 'NoCoverage').map(({ file, source, mutant }) =>
    survivorOf(file, source, mutant),
  );
  const changes = noticed + survivors.length;
  const score = Math.round((1000 * noticed) / Math.max(1, changes)) / 10;
  return { name, title, noticed, missed: survivors.length, score, changes, survivors };
}

function faultsOf({ name, title, score, changes, survivors }) {
  const known = knownSurvivors()[name] ?? { changes: 0, survivors: [] };
  const listed = new Set(known.survivors.map(keyOf));
  const found = new Set(survivors.map(keyOf));
  return [
    ...(score < LEAST ? [`${title}: ${score} % of the changes are noticed, ${LEAST} are asked for`] : []),
    ...(known.changes === changes ? [] : [`${title}: ${changes} changes, listed are ${known.changes}`]),
    ...[...found].filter((key) => !listed.has(key)).map((key) => `not listed: ${key}`),
    ...[...listed].filter((key) => !found.has(key)).map((key) => `listed, but noticed or gone: ${key}`),
  ];
}

function write({ name, changes, survivors }) {
  const all = knownSurvivors();
  const reasons = new Map((all[name]?.survivors ?? []).map((survivor) => [keyOf(survivor), survivor.reason]));
  const listed = survivors.map((survivor) => ({ ...survivor, reason: reasons.get(keyOf(survivor)) ?? '' }));
  const next = { ...all, [name]: { changes, survivors: listed } };
  const sorted = Object.fromEntries(
    Object.keys(AREAS).flatMap((area) => (next[area] ? [[area, next[area]]] : [])),
  );
  writeFileSync(SURVIVORS, `${JSON.stringify(sorted, null, 2)}\n`);
}
