import type { BrowserContext, FrameLocator, Page } from 'playwright-core';
import { DEMO_PASSWORD, seedDemo, startDemoShop, type DemoShop } from '../../../src/demo/index.js';
import type { RunningApp } from '../../../src/main.js';
import { startApplication } from '../../support/application.js';
import { launchChromium, type Person, type TestBrowser } from '../../support/chromium.js';
import { allowOrigin, demoDatabase } from '../../support/demo.js';
import { freePort } from '../../support/servers/free-port.js';
import type { TestDatabase } from '../../support/servers/postgres.js';
import { ROOT } from '../../support/app.js';

type Options = Parameters<TestBrowser['person']>[0];

/** The demo with its shops, in a Chromium where visitors and members sit at once. */
export class Stage {
  private constructor(
    readonly database: TestDatabase,
    readonly running: RunningApp,
    private readonly shop: DemoShop,
    private readonly shopPort: number,
    private readonly chromium: TestBrowser,
  ) {}

  static async open(): Promise<Stage> {
    const database = await demoDatabase();
    const running = await startApplication(database);
    const shopPort = await freePort();
    await allowOrigin(database, `http://shop.localhost:${shopPort}`);
    const sites = await seedDemo(running.app, { shopPort, isQuiet: true });
    const shop = await startDemoShop({ root: ROOT, port: shopPort, publicUrl: running.url, sites });
    return new Stage(database, running, shop, shopPort, await launchChromium());
  }

  /** A member who has signed in and sees the desk. */
  async member(email: string, options: Options = {}): Promise<Person> {
    const person = await this.chromium.person(options);
    await this.signIn(person.page, email);
    return person;
  }

  async signIn(page: Page, email: string): Promise<void> {
    await page.goto(`${this.running.url}/sign-in`);
    await page.locator('#email').fill(email);
    await page.locator('#password').fill(DEMO_PASSWORD);
    await page.locator('main form button[type=submit]').click();
    await page.waitForURL('**/desk');
  }

  /** A visitor of the English shop with the messenger open, on a network that may be prepared before. */
  async visitor(
    options: Options = {},
    prepare?: (context: BrowserContext) => Promise<unknown>,
  ): Promise<Person & { messenger: FrameLocator }> {
    const person = await this.chromium.person(options);
    await prepare?.(person.context);
    await person.page.goto(`http://shop.localhost:${this.shopPort}/fjord/`);
    await person.page.getByRole('button', { name: 'Chat with us' }).click();
    const messenger = person.page.frameLocator('iframe');
    await messenger.getByRole('button', { name: 'Accept' }).click();
    return { ...person, messenger };
  }

  async close(): Promise<void> {
    await this.chromium.close();
    await this.shop.stop();
    await this.running.close();
  }
}

/** Writes as the visitor does. */
export async function write(messenger: FrameLocator, text: string): Promise<void> {
  await messenger.getByRole('textbox', { name: 'Your message' }).fill(text);
  await messenger.getByRole('button', { name: 'Send' }).click();
}

/** Writes as the member does, by Enter. */
export async function reply(desk: Page, text: string): Promise<void> {
  const box = desk.getByRole('textbox', { name: 'Your message' });
  await box.fill(text);
  await box.press('Enter');
}
