import type { Browser, Frame } from 'puppeteer-core';
import type { Tab } from './tab.js';

/** A tab of a new visitor in Firefox, over WebDriver BiDi. */
export async function firefoxTab(browser: Browser): Promise<Tab> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const found = (pattern: RegExp): Frame | undefined =>
    page.frames().find((frame) => pattern.test(frame.url()));
  return {
    async open(address) {
      await page.goto(address, { waitUntil: 'domcontentloaded' });
    },
    size: (width, height) => page.setViewport({ width, height }),
    inPage: async (expression) =>
      String(await (found(/\/(page|alone)(\?loader)?$/) ?? page).evaluate(expression)),
    inMessenger: async (expression) => String((await found(/\/messenger\?/)?.evaluate(expression)) ?? ''),
    press: (x, y) => page.mouse.click(x, y),
    type: (text) => page.keyboard.type(text),
    enter: () => page.keyboard.press('Enter'),
    close: () => context.close(),
  };
}
