import { generateSync } from 'otplib';
import type { DeskWorld, MemberBrowser } from '../desk/world.js';
import { Clock } from '../../src/kernel/index.js';
import { plain } from '../support/forms.js';

export const TWO_STEP = '/account/two-step';
const STEP_MS = 30_000;

/** The phone of somebody, with the app that makes their codes. */
export class Authenticator {
  constructor(
    private readonly world: DeskWorld,
    readonly secret: string,
  ) {}

  /** Of the half minute that is so many away from now. */
  code(steps = 0): string {
    const at = this.world.running.app.get(Clock).now().getTime() + steps * STEP_MS;
    return generateSync({ secret: this.secret, epoch: Math.floor(at / 1000) });
  }

  /** A code that is none of those that would be taken. */
  wrong(): string {
    const near = [-2, -1, 0, 1, 2].map((steps) => this.code(steps));
    return (
      ['123456', '234567', '345678', '456789', '567890', '678901'].find((code) => !near.includes(code)) ?? ''
    );
  }
}

/** The page with the QR code, and the phone that has read it. */
export async function offered(world: DeskWorld, browser: MemberBrowser) {
  const { text } = await browser.get(`${TWO_STEP}/app`).expect(200);
  const setup = plain(/name="setup" value="([^"]+)"/.exec(text)?.[1] ?? '');
  const key = /secret-key">([^<]+)</.exec(text)?.[1] ?? '';
  return { setup, text, app: new Authenticator(world, key.replace(/\s/g, '')) };
}

/** Turns two-step verification on, with a code of the half minute before. */
export async function withApp(world: DeskWorld, browser: MemberBrowser) {
  const { setup, app } = await offered(world, browser);
  const answer = await browser.post(`${TWO_STEP}/app`, { setup, code: app.code(-1) }, TWO_STEP);
  if (answer.status !== 200) throw new Error(`The app was answered with ${answer.status}.\n${answer.text}`);
  return { app, codes: recoveryCodesIn(answer.text) };
}

export function recoveryCodesIn(html: string): string[] {
  return [...html.matchAll(/<li class="mono">([^<]+)</g)].map(([, code]) => code);
}
