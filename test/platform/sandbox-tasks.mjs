// What the child processes of `sandbox.test.ts` do.
import { getPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../../dist/kernel/index.js';

const hoard = [];

export const echo = (input) => input;

export const identify = () => ({ pid: process.pid, niceness: getPriority(), secret: process.env.SECRET_KEY });

export const wait = async (milliseconds) => {
  await sleep(milliseconds);
  return performance.timeOrigin + performance.now();
};

export const neverEnd = () => {
  for (;;) Math.random();
};

/** Outside of the heap, in steps, as a parser's buffers do. */
export const fillMemory = async () => {
  for (;;) {
    hoard.push(Buffer.alloc(8 * 1024 * 1024, 1));
    await sleep(1);
  }
};

export const fillHeap = () => {
  for (;;) hoard.push(new Array(1_000_000).fill(0.5));
};

/** Keeps so much after its end. */
export const keep = (megabytes) => {
  hoard.push(Buffer.alloc(megabytes * 1024 * 1024, 1));
  return process.pid;
};

export const refuse = () => {
  throw new Refusal('invalid', 'too_odd', { params: { seconds: 3 } });
};

export const fail = () => {
  throw new TypeError('with words of a person in it');
};

export const leave = () => process.exit(3);
