import { startDemoShop, type DemoShop } from '../../../src/demo/shop/server.js';
import { axeFindings } from '../../support/axe.js';
import { launchChromium, type TestBrowser } from '../../support/chromium.js';
import { freePort } from '../../support/servers/free-port.js';
import { ROOT } from '../../support/app.js';

const PAGES = ['/', '/collections/lampes', '/products/dome', '/cart', '/checkout', '/community', '/account'];

describe('the demo shops', () => {
  let chromium: TestBrowser;
  let shop: DemoShop;
  let port: number;

  beforeAll(async () => {
    port = await freePort();
    const [appPort, secret] = [await freePort(), 'the secret of this site'];
    shop = await startDemoShop({
      root: ROOT,
      port,
      publicUrl: `http://localhost:${appPort}`,
      sites: ['maison-lumiere', 'fjord'].map((slug) => ({ slug, siteKey: 'key', secret })),
    });
    chromium = await launchChromium();
  });

  afterAll(async () => {
    await chromium?.close();
    await shop?.stop();
  });

  it.each([
    ['maison-lumiere', 'dome', 'light'],
    ['maison-lumiere', 'dome', 'dark'],
    ['fjord', 'tent', 'light'],
    ['fjord', 'tent', 'dark'],
  ] as const)('are for everybody: %s, %s, %s', async (slug, product, colorScheme) => {
    const { page } = await chromium.person({ colorScheme, viewport: { width: 390, height: 844 } });
    const base = `http://shop.localhost:${port}/${slug}`;
    await page.goto(`${base}/products/${product}`);
    await page.locator('main form button').click();
    for (const path of PAGES) {
      await page.goto(
        base + path.replace('dome', product).replace('lampes', slug === 'fjord' ? 'camp' : 'lampes'),
      );
      expect([path, await axeFindings(page)]).toEqual([path, []]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect([path, overflow]).toEqual([path, 0]);
    }
  });
});
