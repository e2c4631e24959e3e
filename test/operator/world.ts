import { Clock } from '../../src/kernel/index.js';
import { OperatorLinks } from '../../src/members/index.js';
import { Browser, signedIn } from '../support/people.js';
import { startDemo, type RunningDemo } from '../support/running-demo.js';

export interface OperatorWorld extends RunningDemo {
  operator: Browser;
  /** The path of a new link for this address. */
  link(address: string): Promise<string>;
  clock: Clock;
}

/** The demo, with its operator signed in. */
export async function startOperatorWorld(env: Record<string, string> = {}): Promise<OperatorWorld> {
  const demo = await startDemo(env);
  const links = demo.app.get(OperatorLinks, { strict: false });
  return {
    ...demo,
    operator: await signedIn(demo.url, 'operator@causerie.test'),
    link: async (address) => `/platform/access/${await links.issue(address)}`,
    clock: demo.app.get(Clock, { strict: false }),
  };
}
