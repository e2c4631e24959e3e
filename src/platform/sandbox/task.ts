import type { RefusalDetails, RefusalKind } from '../../kernel/index.js';

/** What a task gets and gives crosses to another process: plain data and bytes (the structured clone algorithm). */
type Work<Input, Output> = (input: Input) => Output | Promise<Output>;

/** One child process each: a slow mail never waits for pictures, nor pictures for mails. */
export const LANES = ['mails', 'files'] as const;

export type Lane = (typeof LANES)[number];

/** A function that looks at input from outside, by where a child process finds it. */
export interface Task<Input, Output> {
  lane: Lane;
  /** Below the folder of the built application, as `inbound/mail-content.js`. */
  file: string;
  name: string;
  /** Carries the types alone. */
  work?: Work<Input, Output>;
}

/** Names an exported function without importing its file, so that the application never loads what only a child needs. */
export function defineTask<Exported extends Work<never, unknown>>(
  task: Pick<Task<unknown, unknown>, 'lane' | 'file' | 'name'>,
): Task<Parameters<Exported>[0], Awaited<ReturnType<Exported>>> {
  return task;
}

export type Unfinish = 'time' | 'memory' | 'ended' | 'starved' | 'stopped';

/**
 * A task that did not end: it took too long or too much memory, or its process ended. `starved` (the machine had no time
 * for it) and `stopped` (the application is stopping) say nothing of the input.
 */
export class UnfinishedTask extends Error {
  override name = 'UnfinishedTask';

  constructor(
    readonly task: string,
    readonly because: Unfinish,
  ) {
    super(`${task} did not end: ${because}`);
  }

  /** Whether the same may end another time. */
  get isTransient(): boolean {
    return this.because === 'starved' || this.because === 'stopped';
  }
}

/** Something in a task threw. */
export class FailedTask extends Error {
  override name = 'FailedTask';
}

/** What goes to a child. */
export interface Call {
  id: number;
  file: string;
  name: string;
  input: unknown;
}

/** What comes back. */
export type Reply =
  | { id: number; output: unknown }
  | { id: number; refusal: { kind: RefusalKind; code: string; details: RefusalDetails } }
  | { id: number; failure: string };
