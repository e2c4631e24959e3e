import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions, FrameLocator, Locator, Page } from 'playwright-core';
import { DEMO_PASSWORD, seedDemo, startDemoShop, type DemoShop } from '../../src/demo/index.js';
import type { RunningApp } from '../../src/main.js';
import { VisitorLinks } from '../../src/visitors/index.js';
import { startApplication } from '../support/application.js';
import { launchChromium, type Person, type TestBrowser } from '../support/chromium.js';
import { allowOrigin, demoDatabase } from '../support/demo.js';
import { freePort } from '../support/servers/free-port.js';
import type { TestDatabase } from '../support/servers/postgres.js';
import { ROOT } from '../support/app.js';

/** The demo with its shops, and a Chromium in which visitors and members meet. */
export class DemoWorld {
  private constructor(
    readonly database: TestDatabase,
    readonly url: string,
    readonly chromium: TestBrowser,
    readonly running: RunningApp,
    private readonly shop: DemoShop,
    private readonly dataDir: string,
  ) {}

  static async start(): Promise<DemoWorld> {
    const database = await demoDatabase();
    const dataDir = await mkdtemp(join(tmpdir(), 'causerie-journey-'));
    const running = await startApplication(database, { DATA_DIR: dataDir });
    const shopPort = await freePort();
    await allowOrigin(database, `http://shop.localhost:${shopPort}`);
    const sites = await seedDemo(running.app, { shopPort, isQuiet: true });
    const shop = await startDemoShop({ root: ROOT, port: shopPort, publicUrl: running.url, sites });
    return new DemoWorld(database, running.url, await launchChromium(), running, shop, dataDir);
  }

  async stop(): Promise<void> {
    await this.chromium.close();
    await this.shop.stop();
    await this.running.close();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  shopUrl(path: string): string {
    return `http://shop.localhost:${this.shop.port}${path}`;
  }

  /** The address that a mail to the visitor of the newest conversation would carry. */
  async linkToNewest(): Promise<string> {
    const [{ brandId, siteId, visitorId, conversationId }] = await this.database.query(
      `SELECT brand_id AS "brandId", site_id AS "siteId", visitor_id AS "visitorId", id AS "conversationId"
       FROM conversations ORDER BY started_at DESC LIMIT 1`,
    );
    const entries = await this.database.query(
      `SELECT seq FROM entries WHERE conversation_id = $1 AND kind = 'message' ORDER BY seq`,
      [conversationId],
    );
    const link = { brandId, siteId, visitorId, conversationId } as Record<string, string>;
    return this.running.app.get(VisitorLinks).address({
      brandId: link.brandId,
      siteId: link.siteId,
      visitorId: link.visitorId,
      conversationId: link.conversationId,
      purpose: 'answer',
      seqs: entries.map(({ seq }) => Number(seq)),
    });
  }

  /** Somebody on a page of a shop. */
  async visitor(path: string, options: BrowserContextOptions = {}): Promise<Visitor> {
    const person = await this.chromium.person(options);
    await person.page.goto(this.shopUrl(path));
    return new Visitor(person, person.page);
  }

  /** Somebody of a brand in front of their desk. */
  async member(email: string, options: BrowserContextOptions = {}): Promise<Person> {
    const person = await this.chromium.person(options);
    const { page } = person;
    await page.goto(`${this.url}/sign-in`);
    await page.locator('#email').fill(email);
    await page.locator('#password').fill(DEMO_PASSWORD);
    await page.locator('main button[type=submit]').click();
    await page.waitForURL(/\/b\/|\/account/);
    const slug = email.endsWith('fjord.test') ? 'fjord' : 'maison-lumiere';
    await page.goto(`${this.url}/b/${slug}/desk`);
    return person;
  }
}

/** What a visitor has in front of them in one tab, in English. */
export class Visitor {
  readonly launcher: Locator;
  readonly messenger: FrameLocator;
  readonly box: Locator;
  readonly send: Locator;
  readonly reduce: Locator;
  readonly thread: Locator;

  constructor(
    readonly person: Person,
    readonly page: Page,
  ) {
    this.launcher = page.getByRole('button', { name: 'Chat with us' });
    this.messenger = page.frameLocator('iframe');
    this.box = this.messenger.getByRole('textbox', { name: 'Your message' });
    this.send = this.messenger.getByRole('button', { name: 'Send' });
    this.reduce = this.messenger.getByRole('button', { name: 'Reduce' });
    this.thread = this.messenger.getByRole('log');
  }

  async openAndAccept(): Promise<void> {
    await this.launcher.click();
    await this.messenger.getByRole('button', { name: 'Accept', exact: true }).click();
    await this.messenger.locator('[data-content][data-state="ready"]').waitFor();
  }

  async write(text: string): Promise<void> {
    await this.box.fill(text);
    await this.send.click();
  }

  /** Another tab of the same browser. */
  async tab(url: string): Promise<Visitor> {
    const page = await this.person.context.newPage();
    await page.goto(url);
    return new Visitor(this.person, page);
  }
}

/** Opens the first conversation of the desk and gives the box to answer in. */
export async function answerBox({ page }: Person): Promise<Locator> {
  await page.locator('#list-mine [data-item]').first().click();
  const box = page.getByRole('textbox', { name: 'Your message' });
  await box.waitFor();
  return box;
}

/** Closes everything that stands on the desk. */
export async function closeAll({ page }: Person): Promise<void> {
  const row = page.locator('#list-mine [data-conversation]:not([data-gone])').first();
  while (await row.isVisible()) {
    const item = page.locator(`#${await row.getAttribute('id')}`);
    await item.getByRole('link').click();
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await item.waitFor({ state: 'detached' });
  }
}

/** The next socket of the page has received something with this in it. */
export async function hears(page: Page, words: string): Promise<void> {
  const socket = await page.waitForEvent('websocket');
  await socket.waitForEvent('framereceived', ({ payload }) => String(payload).includes(words));
}
