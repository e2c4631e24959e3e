import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions, FrameLocator, Page } from 'playwright-core';
import { startDemoShop, type DemoShop } from '../../src/demo/shop/server.js';
import { ROOT, SECRET_KEY, startApp } from './app.js';
import { startApplication } from './application.js';
import { launchChromium, type Person, type TestBrowser } from './chromium.js';
import { allowOrigin, demoDatabase, type DemoDatabase, type DemoMood, type DemoSlug } from './demo.js';
import { freePort } from './servers/free-port.js';
import { signedIn } from './people.js';
import { memberTalker, type Talker } from './talker.js';

/** The application with the demo, its shops on another origin, and a Chromium. */
export interface Stage {
  database: DemoDatabase;
  url: string;
  chromium: TestBrowser;
  shopUrl(slug: DemoSlug, path?: string): string;
  /** Somebody whose browser is signed in as this demo account. */
  member(email: string, options?: BrowserContextOptions): Promise<Person>;
  /** Maya of Fjord, available, by a client without a browser. */
  maya(): Promise<Talker>;
  close(): Promise<void>;
}

/** A stage whose application can go. */
export interface FragileStage extends Stage {
  /** The application goes away, and comes back at the same address. */
  leave(): Promise<void>;
  comeBack(): Promise<void>;
}

export async function openStage(mood: DemoMood = 'quiet'): Promise<Stage> {
  const database = await demoDatabase(mood);
  const dataDir = await mkdtemp(join(tmpdir(), 'causerie-stage-'));
  const running = await startApplication(database, { DATA_DIR: dataDir });
  return stageWith(database, running.url, async () => {
    await running.close();
    await rm(dataDir, { recursive: true, force: true });
  });
}

/** With the application as a process of its own, which takes seconds longer to start. */
export async function openFragileStage(): Promise<FragileStage> {
  const database = await demoDatabase();
  const first = await startApp({ databaseUrl: database.appUrl });
  let app = first;
  const stage = await stageWith(database, app.url, async () => {
    await app.kill();
    await first.stop();
  });
  return {
    ...stage,
    leave: () => app.kill(),
    async comeBack() {
      app = await startApp({ databaseUrl: database.appUrl, port: first.port, like: first });
    },
  };
}

async function stageWith(database: DemoDatabase, url: string, end: () => Promise<void>): Promise<Stage> {
  const shopPort = await freePort();
  const origin = `http://shop.localhost:${shopPort}`;
  await allowOrigin(database, origin);
  const sites = Object.entries(database.brands).map(([slug, { siteKey }]) => ({
    ...{ slug, siteKey },
    secret: SECRET_KEY,
  }));
  const shop: DemoShop = await startDemoShop({ root: ROOT, port: shopPort, publicUrl: url, sites });
  const chromium = await launchChromium();
  const cookies = new Map<string, Promise<string>>();
  return {
    database,
    url,
    chromium,
    shopUrl: (slug, path = '/') => `${origin}/${slug}${path}`,
    async member(email, options) {
      if (!cookies.has(email)) {
        cookies.set(
          email,
          signedIn(url, email).then(({ cookie }) => cookie),
        );
      }
      const person = await chromium.person(options);
      const pairs = (await cookies.get(email))?.split('; ') ?? [];
      await person.context.addCookies(
        pairs.map((pair) => {
          const [name, value] = pair.split('=');
          return { name, value, url };
        }),
      );
      return person;
    },
    async maya() {
      const [{ id }] = await database.query<{ id: string }>(
        `SELECT id FROM members WHERE brand_id = $1 AND name = 'Maya'`,
        [database.brands.fjord.id],
      );
      const maya = await memberTalker(url, { email: 'maya@fjord.test', slug: 'fjord', id });
      await maya.ask('availability', { state: 'available' });
      return maya;
    },
    async close() {
      await chromium.close();
      await shop.stop();
      await end();
    },
  };
}

/** The messenger within a page of the shop. */
export function messengerOf(page: Page): FrameLocator {
  return page.frameLocator('iframe');
}
