import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Refusal } from '../../kernel/index.js';
import type { Call, Reply } from './task.js';

/** Of the built application, in which this file lies two folders deep. */
const ROOT = join(import.meta.dirname, '..', '..');

/** A task that never ends would outlive a parent that was killed: nothing but another thread sees that it is gone. */
const ORPHANS_END = `
  const { workerData: parent } = require('node:worker_threads');
  setInterval(() => process.ppid !== parent && process.kill(process.pid, 'SIGKILL'), 1000);
`;

type Exports = Record<string, (input: unknown) => unknown>;

/** The program of a child process: one task after the other, until nobody is there to ask for more. */
function main(): void {
  // Asked for here: where the machine is busy, the parent may be gone by the time the thread begins.
  new Worker(ORPHANS_END, { eval: true, workerData: process.ppid }).unref();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
  process.on('disconnect', () => process.exit(0));
  process.on('message', (call: Call) => void perform(call).then((reply) => process.send?.(reply)));
}

async function perform({ id, file, name, input }: Call): Promise<Reply> {
  try {
    const { [name]: work } = (await import(join(ROOT, file))) as Exports;
    if (!work) throw new Error(`There is no ${name} in ${file}.`);
    return { id, output: await work(input) };
  } catch (error) {
    if (error instanceof Refusal) {
      const { kind, code, details } = error;
      return { id, refusal: { kind, code, details } };
    }
    return { id, failure: whereOf(error) };
  }
}

/** Where it happened, without its words: they may be those of a person. */
function whereOf(error: unknown): string {
  if (!(error instanceof Error)) return 'something was thrown';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames].join('\n');
}

main();
