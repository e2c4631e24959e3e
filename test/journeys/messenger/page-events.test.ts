import type { Page } from 'playwright-core';
import { closeAll, DemoWorld, Visitor } from '../world.js';

const EVENTS = [
  'ready',
  'engaged',
  'not_engaged',
  'last_resort',
  'opened',
  'reduced',
  'identified',
  'identity_refused',
];

describe('what a page hears of the messenger', () => {
  let world: DemoWorld;

  beforeAll(async () => {
    world = await DemoWorld.start();
    await closeAll(await world.member('maya@fjord.test'));
  });

  afterAll(async () => {
    await world?.stop();
  });

  /** A page of the shop that notes all that it hears, from before the loader is there. */
  async function listening(): Promise<Visitor> {
    const person = await world.chromium.person();
    await person.page.addInitScript((events) => {
      const heard: string[] = [];
      const queue: unknown[][] = [];
      const causerie = Object.assign((...call: unknown[]) => void queue.push(call), { q: queue });
      Object.assign(window, { heard, causerie });
      for (const event of events) causerie('on', event, () => heard.push(event));
    }, EVENTS);
    await person.page.goto(world.shopUrl('/fjord/checkout'));
    const visitor = new Visitor(person, person.page);
    await visitor.launcher.waitFor();
    return visitor;
  }

  const heard = (page: Page) => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
  const call = (page: Page, ...what: unknown[]) =>
    page.evaluate(
      (given) => (window as { causerie?: (...call: unknown[]) => void }).causerie?.(...given),
      what,
    );
  const hears = (page: Page, event: string) =>
    page.waitForFunction((name) => (window as unknown as { heard: string[] }).heard.includes(name), event);

  it('comes in order, once for each change', async () => {
    const { page, messenger } = await listening();
    expect(await heard(page)).toEqual(['ready', 'engaged']);

    await call(page, 'open');
    await call(page, 'open');
    expect(await heard(page)).toEqual(['ready', 'engaged', 'opened']);
    await call(page, 'language', 'fr');
    await messenger.getByRole('button', { name: 'Réduire' }).waitFor();
    expect(await heard(page)).toEqual(['ready', 'engaged', 'opened']);

    await call(page, 'reduce');
    await call(page, 'reduce');
    await call(page, 'open');
    expect(await heard(page)).toEqual(['ready', 'engaged', 'opened', 'reduced', 'opened']);
    await call(page, 'reset');
    expect(await heard(page)).toEqual(['ready', 'engaged', 'opened', 'reduced', 'opened', 'reduced']);
  });

  it('does not say anew that somebody can talk when the page says who they are', async () => {
    const { page } = await listening();
    const { id, signature, ...identity } = await customer(page);
    await call(page, 'identify', { id, signature, ...identity });
    await hears(page, 'identified');
    await call(page, 'language', 'de');
    await page
      .getByRole('button', { name: 'Mit uns chatten' })
      .or(page.getByRole('button').first())
      .waitFor();
    expect(await heard(page)).toEqual(['ready', 'engaged', 'identified']);
  });

  it('tells the developer of the page why an identity is refused', async () => {
    const { page } = await listening();
    const warned = page.waitForEvent('console', (message) => message.type() === 'warning');
    await call(page, 'identify', { id: 'eve' });
    expect((await warned).text()).toContain('identity_unsigned: The visitor’s identity is not signed');
    await hears(page, 'identity_refused');
  });

  /** As the shop's own server signs it for whoever signs in there. */
  async function customer(page: Page): Promise<Record<string, unknown>> {
    const other = await page.context().newPage();
    await other.goto(world.shopUrl('/fjord/account'));
    await other.locator('form button').last().click();
    await other.waitForLoadState();
    const told = await other.locator('body').getAttribute('data-told');
    await other.close();
    return (JSON.parse(told ?? '{}') as { identity: Record<string, unknown> }).identity;
  }
});
