import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { seedDemo, startDemoShop, type DemoShop } from '../../../src/demo/index.js';
import type { RunningApp } from '../../../src/main.js';
import { startApplication } from '../../support/application.js';
import { launchChromium, type TestBrowser } from '../../support/chromium.js';
import { allowOrigin, demoDatabase } from '../../support/demo.js';
import { freePort } from '../../support/servers/free-port.js';
import type { TestDatabase } from '../../support/servers/postgres.js';
import { ROOT } from '../../support/app.js';

describe('a customer of the demo shop', () => {
  let database: TestDatabase;
  let chromium: TestBrowser;
  let running: RunningApp;
  let shop: DemoShop;
  let dataDir: string;

  beforeAll(async () => {
    database = await demoDatabase();
    dataDir = await mkdtemp(join(tmpdir(), 'causerie-customer-'));
    running = await startApplication(database, { DATA_DIR: dataDir });
    const shopPort = await freePort();
    await allowOrigin(database, `http://shop.localhost:${shopPort}`);
    const sites = await seedDemo(running.app, { shopPort, isQuiet: true });
    shop = await startDemoShop({ root: ROOT, port: shopPort, publicUrl: running.url, sites });
    chromium = await launchChromium();
  });

  afterAll(async () => {
    await chromium?.close();
    await shop?.stop();
    await running?.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  /** The answer once it is there, since the page tells and the server hears in their own time. */
  async function eventually(sql: string): Promise<Record<string, unknown>[]> {
    for (let attempt = 0; ; attempt++) {
      const rows = await database.query(sql);
      if (rows.length > 0 || attempt === 50) return rows;
      await sleep(100);
    }
  }

  it('is known to the messenger by what the page said before the loader was there, and their order is noted', async () => {
    const { page } = await chromium.person({ locale: 'fr-FR' });
    const base = `http://shop.localhost:${shop.port}/maison-lumiere`;
    await page.goto(`${base}/account`);
    await page.getByRole('button', { name: 'Se connecter' }).click();
    const known = await eventually(
      `SELECT p.name, p.attributes FROM visitors v JOIN visitors p ON p.id = v.merged_into WHERE p.external_id = 'ML-1042'`,
    );
    expect(known).toEqual([{ name: 'Camille Roux', attributes: { tier: 'Cliente depuis 2021' } }]);

    await page.goto(`${base}/products/galet`);
    await page.getByRole('button', { name: 'Ajouter au panier' }).click();
    await page.getByRole('link', { name: 'Passer commande' }).click();
    await page.getByLabel('Adresse de livraison').fill('1 rue de la Paix, Lyon');
    await page.getByRole('button', { name: /^Payer/ }).click();
    const order = /maison-lumiere-\d+/.exec(await page.getByRole('main').innerText())?.[0];
    expect(
      await eventually(`SELECT amount, currency FROM transactions WHERE external_id = '${order}'`),
    ).toEqual([{ amount: '340.00', currency: 'EUR' }]);
  });
});
