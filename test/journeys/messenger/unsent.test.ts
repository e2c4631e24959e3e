import { CloseConversation } from '../../../src/conversations/index.js';
import { systemActor } from '../../../src/kernel/index.js';
import { until } from '../../support/platform.js';
import { DemoWorld, Visitor } from '../world.js';

const PHONE = { viewport: { width: 390, height: 844 } };

describe('a visitor whose message could not be sent at once', () => {
  let world: DemoWorld;

  beforeAll(async () => {
    world = await DemoWorld.start();
  });

  afterAll(async () => {
    await world?.stop();
  });

  const stored = (body: string) =>
    world.database.query('SELECT conversation_id FROM entries WHERE body = $1', [body]);

  it('has it sent by the next page where they have left, whose messenger stays reduced', async () => {
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

  it('is told why it was refused until they have sent it again, and that there is no network before that', async () => {
    const person = await world.chromium.person();
    let refuses = false;
    await person.context.routeWebSocket(/socket\.io/, (line) => {
      const server = line.connectToServer();
      line.onMessage((frame) => {
        const [, id] = /^42\/visitor,(\d+)\["message"/.exec(String(frame)) ?? [];
        if (!refuses || !id) return server.send(frame);
        const answer = { ok: false, code: 'forbidden', message: 'Not available right now.' };
        line.send(`43/visitor,${id}${JSON.stringify([answer])}`);
      });
    });
    await person.page.goto(world.shopUrl('/fjord/'));
    const visitor = new Visitor(person, person.page);
    await visitor.openAndAccept();
    refuses = true;
    await visitor.write('Refused at first');
    const why = visitor.messenger.getByText('Not available right now.');
    const offline = visitor.messenger.getByText('You are offline.');
    await why.waitFor();
    refuses = false;
    await visitor.thread.getByRole('button', { name: 'Try again' }).click();
    await until(async () => (await stored('Refused at first')).length === 1);
    await why.waitFor({ state: 'hidden' });

    refuses = true;
    await visitor.write('Refused once more');
    await why.waitFor();
    await person.context.setOffline(true);
    await offline.waitFor();
    expect(await why.isVisible()).toBe(false);
  });

  it('is told that the conversation was closed meanwhile, and sends it in another one', async () => {
    const visitor = await world.visitor('/fjord/', PHONE);
    const { context } = visitor.person;
    await visitor.openAndAccept();
    await visitor.write('Before it was closed');
    await until(async () => (await stored('Before it was closed')).length === 1);
    await visitor.messenger.locator('[data-content]:not([data-conversation=""])').waitFor();
    await context.setOffline(true);
    await visitor.messenger.getByText('You are offline.').waitFor();
    await visitor.write('One too late');
    await visitor.write('Another too late');
    const [conversation] = await world.database.query<{ id: string; brand: string }>(
      `SELECT conversation_id AS id, brand_id AS brand FROM entries WHERE body = 'Before it was closed'`,
    );
    await world.running.app
      .get(CloseConversation)
      .run(systemActor(conversation.brand), { conversationId: conversation.id });
    await context.setOffline(false);

    const line = visitor.messenger.getByText('Not sent: this conversation was closed.');
    await line.waitFor();
    expect(await visitor.box.inputValue()).toBe('One too late\nAnother too late');
    const field = await visitor.messenger.locator('[data-composer-fields]').boundingBox();
    const powered = await visitor.messenger.locator('.powered').boundingBox();
    expect((powered?.y ?? 0) - (field?.y ?? 0) - (field?.height ?? 0)).toBeGreaterThanOrEqual(8);
    await visitor.messenger.getByRole('button', { name: 'Start a new conversation' }).click();
    await until(() => visitor.box.isEnabled());
    expect(await line.isVisible()).toBe(false);
    await visitor.send.click();
    await until(async () => (await stored('One too late\nAnother too late')).length === 1);
  });
});
