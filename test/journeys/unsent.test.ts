import { until } from '../support/platform.js';
import { DemoWorld } from './world.js';

const PHONE = { viewport: { width: 390, height: 844 } };

describe('a visitor who leaves before their message could be sent', () => {
  let world: DemoWorld;

  beforeAll(async () => {
    world = await DemoWorld.start();
  });

  afterAll(async () => {
    await world?.stop();
  });

  const stored = (body: string) =>
    world.database.query('SELECT conversation_id FROM entries WHERE body = $1', [body]);

  it('has it sent by the next page that they open, whose messenger stays reduced', async () => {
    const visitor = await world.visitor('/fjord/', PHONE);
    await visitor.openAndAccept();
    await visitor.write('Before the network went');
    await until(async () => (await stored('Before the network went')).length === 1);
    await visitor.messenger.locator('[data-content]:not([data-conversation=""])').waitFor();
    const { context } = visitor.person;
    await context.setOffline(true);
    await visitor.messenger.getByText('You are offline.').waitFor();
    await visitor.write('Written without a network');
    await visitor.thread.getByText('Sending…').filter({ visible: true }).waitFor();
    await visitor.page.close();
    await context.setOffline(false);

    const next = await visitor.tab(world.shopUrl('/fjord/products/tent'));
    await next.launcher.waitFor();
    await until(async () => (await stored('Written without a network')).length === 1, 15_000);
    expect(await next.page.locator('iframe').isVisible()).toBe(false);
    await next.launcher.click();
    await next.thread.getByText('Written without a network').waitFor();
    expect(await next.thread.getByText('Sending…').filter({ visible: true }).count()).toBe(0);
    expect(await stored('Written without a network')).toHaveLength(1);

    await next.page.goto(world.shopUrl('/fjord/'));
    await next.launcher.waitFor();
    expect(await next.page.locator('iframe').count()).toBe(0);
  });
});
