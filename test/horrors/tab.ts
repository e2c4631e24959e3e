import { setTimeout as sleep } from 'node:timers/promises';

const WITHIN = 15_000;

/** A tab of some engine, with no more of it than people use; it holds one visitor's storage. */
export interface Tab {
  open(address: string): Promise<void>;
  /** Whether a page that breaks drivers has to stand in a frame of one that does not. */
  needsFrame?: true;
  size(width: number, height: number): Promise<void>;
  /** The value of an expression in the page, which may have broken its language: a text. */
  inPage(expression: string): Promise<string>;
  /** In the messenger; empty while there is none. */
  inMessenger(expression: string): Promise<string>;
  press(x: number, y: number): Promise<void>;
  type(text: string): Promise<void>;
  enter(): Promise<void>;
  close(): Promise<void>;
}

/** Asking takes time from the browser that is asked. */
const FIRST_PAUSE = 30;
const LONGEST_PAUSE = 150;

/** The first text that is not empty, and passes. */
export async function until(
  what: string,
  ask: () => Promise<string>,
  passes: (answer: string) => boolean = (answer) => answer !== '',
): Promise<string> {
  const end = performance.now() + WITHIN;
  let last = '';
  for (let pause = FIRST_PAUSE; performance.now() < end; pause = Math.min(pause * 1.5, LONGEST_PAUSE)) {
    // A page that is just going has no answer.
    last = await ask().catch((error: unknown) => `! ${String(error).slice(0, 300)}`);
    if (!last.startsWith('!') && passes(last)) return last;
    await sleep(pause);
  }
  throw new Error(`${what}: not within ${WITHIN} ms, but ${last.slice(0, 300) || 'nothing'}`);
}
