import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Sandbox, type Task } from '../../src/platform/index.js';
import { until } from '../support/platform.js';

const ROOT = join(import.meta.dirname, '..', '..');
const TASKS = '../test/platform/sandbox-tasks.mjs';

let sandbox: Sandbox;

beforeEach(() => {
  sandbox = new Sandbox();
});
afterEach(() => sandbox.onModuleDestroy());

const task = <Output = unknown>(name: string, lane: Task<unknown, Output>['lane'] = 'mails') =>
  ({ lane, file: TASKS, name }) as Task<unknown, Output>;
const run = <Output>(name: string, input: unknown = null, brandId = 'a', party?: string) =>
  sandbox.run({ brandId, party }, task<Output>(name), input);
const pid = async () => (await run<{ pid: number }>('identify')).pid;

/** Processes below this one that are there to do tasks. */
async function children(of = process.pid): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,args=']);
  return stdout
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((found) => found?.[2] === String(of) && found[3].includes('child-main'))
    .map((found) => Number(found?.[1]));
}

test('there is no process until something is to be done, one that is used again, and none a while later', async () => {
  expect(await children()).toEqual([]);
  const first = await pid();
  expect(await pid()).toBe(first);
  expect(await children()).toEqual([first]);
  await until(async () => (await children()).length === 0, 15_000);
  expect(await pid()).not.toBe(first);
});

test('data and bytes go there and back', async () => {
  const bytes = Buffer.alloc(25 * 1024 * 1024, 7);
  const back = await run<{ bytes: Uint8Array; at: Date }>('echo', { bytes, at: new Date(0) });
  expect(Buffer.compare(Buffer.from(back.bytes), bytes)).toBe(0);
  expect(back.at).toEqual(new Date(0));
});

test('a refusal comes as it is, a failure without its words, and the process goes on', async () => {
  const before = await pid();
  await expect(run('refuse')).rejects.toMatchObject({
    code: 'too_odd',
    kind: 'invalid',
    details: { params: { seconds: 3 } },
  });
  const failure = await run('fail').catch((error: Error) => error.message);
  expect(failure).toMatch(/^TypeError\n\s+at fail/);
  expect(failure).not.toContain('person');
  expect(await pid()).toBe(before);
});

test.each([
  ['neverEnd', 'time', 9_000],
  ['fillMemory', 'memory', 0],
  ['fillHeap', 'memory', 0],
  ['leave', 'ended', 0],
])('what does not end is ended, and the next has a process of its own: %s', async (name, because, least) => {
  const before = await pid();
  const begun = performance.now();
  await expect(run(name)).rejects.toMatchObject({ name: 'UnfinishedTask', because });
  const took = performance.now() - begun;
  expect(took).toBeGreaterThanOrEqual(least);
  // What is ended for its memory is so before its time is over; a busy machine ends it a little late.
  expect(took).toBeLessThan(20_000);
  expect(await pid()).not.toBe(before);
  expect(await children()).toHaveLength(1);
});

test('a process that is killed from outside fails its task alone', async () => {
  const before = await pid();
  const running = run('wait', 60_000).catch((error: unknown) => error);
  const next = run('echo', 'next');
  await sleep(200);
  process.kill(before, 'SIGKILL');
  expect(await running).toMatchObject({ because: 'ended' });
  expect(await next).toBe('next');
});

test('a process that keeps much begins anew', async () => {
  const full = await run<number>('keep', 150);
  expect(await pid()).not.toBe(full);
});

test('what takes long keeps nobody waiting, and has its whole time all the same', async () => {
  const order: string[] = [];
  const endless = run('neverEnd').catch((error: unknown) => error);
  void endless.then(() => order.push('endless'));
  for (const name of ['first', 'second']) await run('identify', null, 'b').then(() => order.push(name));
  expect(order).toEqual(['first', 'second']);
  expect(await endless).toMatchObject({ because: 'time' });
});

test('what others left no time for did not fail by itself', async () => {
  const slept = await run('wait', 60_000).catch((error: unknown) => error);
  expect(slept).toMatchObject({ name: 'UnfinishedTask', because: 'starved', isTransient: true });
});

test('brands take turns, whoever came first', async () => {
  const order: string[] = [];
  const note = (name: string, brandId: string) => run('wait', 10, brandId).then(() => order.push(name));
  await Promise.all([
    ...['a1', 'a2', 'a3', 'a4', 'a5'].map((name) => note(name, 'a')),
    note('b1', 'b'),
    note('c1', 'c'),
  ]);
  expect(order.slice(0, 4)).toEqual(expect.arrayContaining(['a1', 'b1', 'c1']));
  expect(order.slice(-3)).toEqual(['a3', 'a4', 'a5']);
});

test('a brand that sends many leaves as much time as it takes, and another begins within it', async () => {
  await run('echo');
  const first = run<number>('wait', 300);
  const second = run<number>('wait', 300);
  expect((await second) - (await first)).toBeGreaterThanOrEqual(550);
  const before = performance.now();
  await run('echo', null, 'b');
  expect(performance.now() - before).toBeLessThan(200);
});

test('what a brand sends while it rests waits too, and no rest is longer than half a second', async () => {
  await run('echo');
  const ended = await run<number>('wait', 1_200);
  await sleep(100);
  const next = await run<number>('wait', 0);
  expect(next - ended).toBeGreaterThanOrEqual(450);
  expect(next - ended).toBeLessThan(1_000);
});

test('within a brand its parties take turns, and the brand has one turn for all of them', async () => {
  const order: string[] = [];
  const note = (name: string, brandId: string, party?: string) =>
    run('wait', 10, brandId, party).then(() => order.push(name));
  await Promise.all([
    ...['a1', 'a2', 'a3'].map((name) => note(name, 'a', '192.0.2.1')),
    note('other', 'a', '192.0.2.2'),
    ...['b1', 'b2'].map((name) => note(name, 'b')),
  ]);
  expect(order).toEqual(['a1', 'a2', 'b1', 'other', 'b2', 'a3']);
});

test('so much may wait of one brand, and the rest is refused at once; other brands are not', async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 30 }, () =>
      run('wait', 20).then(
        () => 'done',
        ({ code }: { code: string }) => code,
      ),
    ),
  );
  expect(outcomes.filter((outcome) => outcome === 'done').length).toBeGreaterThanOrEqual(8);
  expect(outcomes.at(-1)).toBe('files_busy');
  const full = Array.from({ length: 12 }, () => run('wait', 20).catch(() => 'refused'));
  expect(await run('echo', 'theirs', 'b')).toBe('theirs');
  await Promise.all(full);
});

test('a slow one of one lane does not hold up the other', async () => {
  const echo = () => sandbox.run({ brandId: 'a' }, task('echo', 'files'), 1);
  await echo();
  let isOver = false;
  const slow = run('wait', 1_500).then(() => (isOver = true));
  await echo();
  expect(isOver).toBe(false);
  await slow;
});

test('files give way to everything else, and nothing secret is within reach', async () => {
  process.env.SECRET_KEY = 'of the application';
  const identify = task<{ niceness: number; secret?: string }>('identify', 'files');
  const { niceness, secret } = await sandbox.run({ brandId: 'a' }, identify, null);
  delete process.env.SECRET_KEY;
  expect(niceness).toBe(19);
  expect(secret).toBeUndefined();
});

test('at the end of the application nothing is left over, and what waited is told so', async () => {
  const running = run('neverEnd').catch((error: unknown) => error);
  const waiting = run('echo').catch((error: unknown) => error);
  await until(async () => (await children()).length === 1);
  await sandbox.onModuleDestroy();
  expect(await running).toMatchObject({ because: 'stopped' });
  expect(await waiting).toMatchObject({ because: 'stopped' });
  await expect(run('echo')).rejects.toMatchObject({ because: 'stopped' });
  expect(await children()).toEqual([]);
});

test('a process in the middle of what never ends does not outlive a parent that is killed', async () => {
  const program = `import { Sandbox } from '${join(ROOT, 'dist/platform/sandbox/sandbox.js')}';
    await new Sandbox().run({ brandId: 'a' }, ${JSON.stringify(task('neverEnd'))}, null);`;
  const parent = spawn(
    process.execPath,
    ['--input-type=module', '-e', `import 'reflect-metadata'; ${program}`],
    { cwd: ROOT },
  );
  const child = await until(async () => (await children(parent.pid))[0], 10_000);
  await sleep(1_500);
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  await until(async () => {
    const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=']);
    return !stdout.split('\n').some((line) => Number(line) === child);
  }, 5_000);
});
