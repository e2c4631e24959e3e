import type { Page } from 'playwright-core';
import { siteKey } from '../../../src/sites/index.js';
import { DemoWorld } from '../world.js';

interface Claims {
  b: string;
  s: string;
}

const CHECKOUT = '/fjord/checkout';

describe('a visitor who identifies with the messenger open in two tabs', () => {
  let world: DemoWorld;

  beforeAll(async () => {
    world = await DemoWorld.start();
    await world.member('maya@fjord.test');
  });
  afterAll(() => world?.stop());

  it('writes and reads on in both, and whoever noted the token of before reads nothing', async () => {
    const one = await world.visitor(CHECKOUT);
    await one.openAndAccept();
    await one.write('Before anybody knew me');
    await one.thread.getByText('Before anybody knew me').waitFor();
    const two = await one.tab(world.shopUrl(CHECKOUT));
    await two.launcher.click();
    await two.messenger.getByText('Before anybody knew me').waitFor();
    const noted = await tokenOf(one.page);
    expect(await content(noted)).toBe(200);
    await two.box.fill('Half written');
    const marked = [one, two].map(({ messenger }) =>
      messenger.locator('body').evaluate((body) => (body.dataset.marked = 'yes')),
    );
    await Promise.all(marked);

    await one.page.evaluate(
      (identity) => (window as { causerie?: (...call: unknown[]) => void }).causerie?.('identify', identity),
      await customer(),
    );
    await one.page.waitForFunction((token) => !Object.values(localStorage).includes(token), noted);
    await two.send.click();
    await one.messenger.getByText('Half written').waitFor();
    await one.write('Now they know me');
    await two.messenger.getByText('Now they know me').waitFor();

    // Neither frame was loaded anew.
    for (const { messenger } of [one, two]) {
      expect(await messenger.locator('body').getAttribute('data-marked')).toBe('yes');
      await messenger
        .locator('.entry[data-seq]:not([data-unsent])', { hasText: 'Now they know me' })
        .waitFor();
    }
    expect(await content(noted)).toBe(401);
    expect(await content(await tokenOf(two.page))).toBe(200);
  });

  const tokenOf = (page: Page) =>
    page.evaluate(() =>
      String(Object.entries(localStorage).find(([name]) => /^causerie:.*:token$/.test(name))?.[1]),
    );

  async function content(token: string): Promise<number> {
    const { b, s } = JSON.parse(Buffer.from(token.split('.')[0], 'base64url').toString()) as Claims;
    const key = siteKey(b, s);
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(`${world.url}/w/${key}/content`, { headers })).status;
  }

  /** As the shop's own server signs it for somebody who signs in there, in another browser. */
  async function customer(): Promise<unknown> {
    const { page } = await world.visitor('/fjord/account');
    await page.locator('form button').last().click();
    await page.waitForLoadState();
    const told = await page.locator('body').getAttribute('data-told');
    return (JSON.parse(told ?? '{}') as { identity: unknown }).identity;
  }
});
