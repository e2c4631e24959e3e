import type { Frame, Page } from 'playwright-core';
import type { TestBrowser } from '../support/chromium.js';
import type { Tab } from './tab.js';

/** A tab of a new visitor; the page is asked over the debugger, which needs nothing of its language. */
export async function chromiumTab({ browser }: TestBrowser): Promise<Tab> {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const messenger = (): Frame | undefined => page.frames().find((frame) => /\/messenger\?/.test(frame.url()));
  return {
    async open(address) {
      await page.goto(address, { waitUntil: 'commit' });
    },
    size: (width, height) => page.setViewportSize({ width, height }),
    async inPage(expression) {
      const inner = page.frames().find((frame) => /\/(page|alone)(\?loader)?$/.test(frame.url()));
      if (inner && inner !== page.mainFrame()) return String(await inner.evaluate(expression));
      const { result, exceptionDetails } = await session.send('Runtime.evaluate', { expression });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return String(result.value);
    },
    inMessenger: async (expression) => String((await messenger()?.evaluate(expression)) ?? ''),
    press: (x, y) => page.mouse.click(x, y),
    type: (text) => page.keyboard.insertText(text),
    enter: () => page.keyboard.press('Enter'),
    close: () => closed(page),
  };
}

async function closed(page: Page): Promise<void> {
  await page.context().close();
}
