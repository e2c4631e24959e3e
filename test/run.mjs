// `npm test`: gets what the tests need, builds, runs every check and every test, and ends with one line of sums.
// `npm test -- <path>…` builds and runs only the tests whose path matches.
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { chromiumExecutable } from './support/need-chromium.mjs';
import { redisServer } from './support/servers/need-redis.mjs';
import { node, npm, run } from './support/run-command.mjs';

const ROOT = join(import.meta.dirname, '..');
const RESULTS = join(ROOT, '.data', 'test', 'results');
/** More failures than these are nothing that a busy machine does. */
const MOST_AGAIN = 8;
/** Half of the time of integration is waiting: for a restart, a pace, an end. */
const WORKERS_WHERE_MANY_WAIT = 3;
const DEPENDENCIES = [
  'dependency-cruiser/bin/dependency-cruise.mjs',
  ...['--config', '.dependency-cruiser.cjs', '--output-type', 'err', 'src'],
];
const MINUTES = { build: 5, check: 8, tests: 40 };

const paths = process.argv.slice(2);
const sums = { passed: 0, failed: 0 };
const started = performance.now();

process.chdir(ROOT);
await rm(RESULTS, { recursive: true, force: true });
await mkdir(RESULTS, { recursive: true });

try {
  await needs();
  if (paths.length === 0) await everything();
  else await chosen();
} catch (failure) {
  console.error(failure instanceof Error ? failure.message : failure);
  sums.failed++;
}
if (sums.passed + sums.failed === 0) {
  console.error('No test ran.');
  sums.failed++;
}

console.log(`\nTook ${seconds(performance.now() - started)}.`);
console.log(`${sums.passed} passed, ${sums.failed} failed`);
process.exit(sums.failed === 0 ? 0 : 1);

async function needs() {
  console.log(`redis-server: ${await redisServer()}`);
  console.log(`chromium: ${await chromiumExecutable()}`);
}

async function build() {
  const done = await run(npm(), ['run', 'build', '--silent'], { minutes: MINUTES.build });
  if (done.code !== 0) throw new Error(`The build failed.\n${done.output}`);
  console.log(`build: ${seconds(done.milliseconds)}`);
}

async function chosen() {
  await build();
  await tests('chosen', ['unit', 'integration', 'journeys'], paths);
}

/** The longest first, so that both lanes end at about the same time. */
async function everything() {
  await inLanes(Math.min(2, availableParallelism()), [
    () => check('eslint', 'eslint/bin/eslint.js', '-c', '.eslint.config.js', '--max-warnings', '0', '.'),
    () => check('prettier', 'prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'),
    () => check('types of the tests', 'typescript/bin/tsc', '-p', 'test'),
    build,
    () => check('dependency-cruiser', ...DEPENDENCIES),
    () => check('stylelint', 'stylelint/bin/stylelint.mjs', '--allow-empty-input', 'public/css/**/*.css'),
  ]);
  await tests('unit and integration', ['unit', 'integration'], [], WORKERS_WHERE_MANY_WAIT);
  await tests('journeys', ['journeys'], []);
}

async function check(name, program, ...args) {
  const done = await run(node(), [join(ROOT, 'node_modules', program), ...args], { minutes: MINUTES.check });
  sums[done.code === 0 ? 'passed' : 'failed']++;
  console.log(`${done.code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds(done.milliseconds)})`);
  if (done.code !== 0) console.log(shortened(done.output));
}

/** What fails beside others runs once more by itself, for the machine may have been too busy; what fails again fails. */
async function tests(name, projects, patterns, workers = 2) {
  console.log(`\n${name}`);
  const first = await jest(projects, patterns, { name: projects.join('-'), workers });
  const failed = first.files.filter((file) => file.failed > 0).map((file) => file.path);
  const again = failed.length > 0 && failed.length <= MOST_AGAIN;
  if (again) console.log(`\nonce more, by themselves: ${failed.join(', ')}`);
  const second = again
    ? await jest(projects, failed, { name: `${projects.join('-')}-again`, workers: 1 })
    : null;
  count(
    second ? [...first.files.filter((file) => file.failed === 0), ...second.files] : first.files,
    second ?? first,
  );
}

/** How each file went; a test that was left out counts as a failure, like a file that could not be run. */
async function jest(projects, patterns, { name, workers }) {
  const results = join(RESULTS, `${name}.json`);
  const { code } = await run(
    node(),
    [
      join(ROOT, 'node_modules/jest/bin/jest.js'),
      ...['--selectProjects', ...projects, '--maxWorkers', String(workers)],
      ...['--json', '--outputFile', results, '--reporters', join(ROOT, 'test/support/jest/progress.mjs')],
      ...['--passWithNoTests', '--ci', ...(patterns.length > 0 ? ['--', ...patterns] : [])],
    ],
    { minutes: MINUTES.tests, show: true, env: { NODE_OPTIONS: '--no-warnings' } },
  );
  if (!existsSync(results))
    return { code, files: [{ path: name, passed: 0, failed: 1, leftOut: 0 }], isWhole: false };
  const { testResults } = JSON.parse(readFileSync(results, 'utf8'));
  return { code, files: testResults.map(howItWent), isWhole: true };
}

function howItWent({ name, status, assertionResults }) {
  const passed = assertionResults.filter((test) => test.status === 'passed').length;
  const failed = assertionResults.filter((test) => test.status === 'failed').length;
  return {
    path: relative(ROOT, name),
    passed,
    leftOut: assertionResults.length - passed - failed,
    failed: failed + (status === 'failed' && failed === 0 ? 1 : 0),
  };
}

function count(files, { code, isWhole }) {
  const sumOf = (key) => files.reduce((sum, file) => sum + file[key], 0);
  const [passed, failed, leftOut] = [sumOf('passed'), sumOf('failed'), sumOf('leftOut')];
  sums.passed += passed;
  sums.failed += failed + leftOut;
  if (!isWhole) console.log(`jest ended with ${code} and no results.`);
  if (leftOut > 0)
    console.log(`${leftOut} tests were left out (skip, only or todo): every test runs, always.`);
  if (code !== 0 && failed + leftOut === 0) {
    sums.failed++;
    console.log(`jest ended with ${code} although every test passed.`);
  }
}

async function inLanes(lanes, works) {
  const left = [...works];
  const lane = async () => {
    for (let work = left.shift(); work; work = left.shift()) await work();
  };
  const ends = await Promise.allSettled(Array.from({ length: lanes }, lane));
  const broken = ends.find(({ status }) => status === 'rejected');
  if (broken) throw broken.reason;
}

function shortened(text) {
  const lines = text.trimEnd().split('\n');
  return lines.length <= 120
    ? text.trimEnd()
    : [...lines.slice(0, 120), `… ${lines.length - 120} more lines`].join('\n');
}

function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
