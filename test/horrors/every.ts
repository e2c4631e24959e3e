import { HORRORS, onEach } from './all.js';
import type { Horror } from './horror.js';
import { mainJob } from './main-job.js';
import { openHorrorStage } from './stage.js';
import type { Tab } from './tab.js';

const PATIENCE = 3_000_000;
/** A page that takes longer has stopped its engine. */
const LONGEST_MS = 90_000;

interface Browser {
  tab: () => Promise<Tab>;
  close: () => Promise<unknown>;
}

interface Engine {
  /** How many pages at a time. */
  lanes: number;
  /** Starts the browser; each tab is a new visitor's. */
  open: (origin: string) => Promise<Browser>;
  /** Tells of each page as soon as it is done. */
  tells?: true;
}

/** Runs the main job on every page of horrors in an engine, and has a test for each that tells how it went. */
export function onHorrors(engine: string, { lanes, open, tells }: Engine): void {
  /** Each page on which visitor and member have talked, or what kept them from it. */
  let outcomes: Map<Horror, Promise<void>>;

  beforeAll(async () => {
    const stage = await openHorrorStage(HORRORS);
    let browser = await open(stage.horrors.origin);
    const work = async (horror: Horror): Promise<void> => {
      const tab = await browser.tab();
      await mainJob(tab, horror, stage).finally(() => tab.close());
    };
    outcomes = await onEach(HORRORS, {
      lanes,
      async work(horror) {
        const began = performance.now();
        const outcome = await orTooLong(work(horror));
        if (tells) tell(`${engine}: ${horror.name}: ${outcome?.message ?? 'ok'}`, began);
        if (outcome instanceof TooLong) browser = await renewed(browser, () => open(stage.horrors.origin));
        if (outcome) throw outcome;
      },
    });
    await browser.close();
    await stage.close();
  }, PATIENCE);

  it.each(HORRORS)(
    `in ${engine} a visitor and a member talk on a page that $name, and nothing of it moves`,
    async (horror) => {
      await expect(outcomes.get(horror)).resolves.toBeUndefined();
    },
  );
}

class TooLong extends Error {}

/** What kept them from it; undefined where nothing did. */
async function orTooLong(work: Promise<void>): Promise<Error | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<Error>((resolve) => {
    timer = setTimeout(() => resolve(new TooLong(`Not within ${LONGEST_MS / 1000} s.`)), LONGEST_MS);
  });
  const outcome = work.then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  );
  return Promise.race([outcome, tooLong]).finally(() => clearTimeout(timer));
}

async function renewed(stopped: Browser, open: () => Promise<Browser>): Promise<Browser> {
  await stopped.close();
  return open();
}

function tell(what: string, began: number): void {
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stderr.write(`${what.split('\n').slice(0, 4).join(' | ')} (${seconds} s)\n`);
}
