import { HORRORS, onEach } from './all.js';
import type { Horror } from './horror.js';
import { mainJob } from './main-job.js';
import { openHorrorStage } from './stage.js';
import type { Tab } from './tab.js';

const PATIENCE = 1_800_000;

interface Engine {
  /** How many pages at a time. */
  lanes: number;
  /** Starts the browser; each tab is a new visitor's. */
  open: (origin: string) => Promise<{ tab: () => Promise<Tab>; close: () => Promise<unknown> }>;
}

/** Runs the main job on every page of horrors in an engine, and has a test for each that tells how it went. */
export function onHorrors(engine: string, { lanes, open }: Engine): void {
  /** Each page on which visitor and member have talked, or what kept them from it. */
  let outcomes: Map<Horror, Promise<void>>;

  beforeAll(async () => {
    const stage = await openHorrorStage(HORRORS);
    const browser = await open(stage.horrors.origin);
    outcomes = await onEach(HORRORS, {
      lanes,
      async work(horror) {
        const tab = await browser.tab();
        try {
          await mainJob(tab, horror, stage);
        } finally {
          await tab.close();
        }
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
