import axe, { type Result } from 'axe-core';
import type { Frame, Page } from 'playwright-core';

const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * What axe finds on the page and in its frames against WCAG 2.2 AA, one line a finding; empty when all is well.
 * Use as `expect(await axeFindings(page)).toEqual([])`.
 */
export async function axeFindings(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const frame of page.frames()) {
    if (await isStill(frame)) continue;
    if (!(await frame.evaluate('Boolean(window.axe)'))) await frame.evaluate(axe.source);
    for (const { id, help, nodes } of await violationsAtRest(frame)) {
      for (const { target, failureSummary } of nodes)
        found.push(`${id}: ${help} at ${target.join(' ')}. ${failureSummary ?? ''}`.trim());
    }
  }
  return found;
}

/** Looks again where something began to move meanwhile: what is still fading in has other colours than it will have. */
async function violationsAtRest(frame: Frame): Promise<Result[]> {
  for (;;) {
    await frame.evaluate(comeToRest);
    const { violations, hasMoved } = await frame.evaluate(runAxe, WCAG_22_AA);
    if (!hasMoved) return violations;
  }
}

async function runAxe(tags: string[]): Promise<{ violations: Result[]; hasMoved: boolean }> {
  let hasMoved = false;
  const moves = () => void (hasMoved = true);
  for (const motion of ['animationstart', 'transitionrun']) document.addEventListener(motion, moves);
  const options = { runOnly: tags, iframes: false, resultTypes: ['violations' as const] };
  const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, options);
  for (const motion of ['animationstart', 'transitionrun']) document.removeEventListener(motion, moves);
  return { violations, hasMoved };
}

async function comeToRest(): Promise<void> {
  const moving = document
    .getAnimations()
    .filter(
      ({ playState, effect }) => playState === 'running' && effect?.getTiming().iterations !== Infinity,
    );
  await Promise.all(moving.map(({ finished }) => finished.catch(() => undefined)));
}

/** In a frame where no script may run, axe cannot either. */
async function isStill(frame: Frame): Promise<boolean> {
  if (!frame.parentFrame()) return false;
  const sandbox = await (await frame.frameElement()).getAttribute('sandbox');
  return sandbox !== null && !sandbox.includes('allow-scripts');
}
