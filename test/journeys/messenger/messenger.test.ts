import { randomUUID } from 'node:crypto';
import type { BrowserContext, FrameLocator, Page, WebSocketRoute } from 'playwright-core';
import { CloseConversation, PostMessage } from '../../../src/conversations/index.js';
import { systemActor } from '../../../src/kernel/index.js';
import { MessengerWorld, PASSWORD, type TestShop } from '../../messenger/world.js';
import { axeFindings } from '../../support/axe.js';
import { launchChromium, type TestBrowser } from '../../support/chromium.js';
import { until } from '../../support/platform.js';

/** A network that can be cut. */
class Network {
  private isCut = false;
  private readonly lines = new Set<WebSocketRoute>();

  async around(context: BrowserContext): Promise<this> {
    await context.routeWebSocket(/socket\.io/, (line) => {
      if (this.isCut) return void line.close();
      this.lines.add(line);
      line.connectToServer();
    });
    await context.route(/\/w\/[^/]+\/(content|messages|hello)/, (route) =>
      this.isCut ? route.abort() : route.continue(),
    );
    return this;
  }

  async cut(): Promise<void> {
    this.isCut = true;
    for (const line of this.lines) await line.close().catch(() => undefined);
    this.lines.clear();
  }

  mend(): void {
    this.isCut = false;
  }
}

describe('the messenger', () => {
  let world: MessengerWorld;
  let chromium: TestBrowser;
  let shop: TestShop;

  beforeAll(async () => {
    world = await MessengerWorld.start();
    shop = await world.shop('lamps');
    chromium = await launchChromium({ isolatesSites: true });
  });

  afterAll(async () => {
    await chromium?.close();
    await world?.close();
  });

  const visit = (page: Page, at: TestShop = shop, path = '/') =>
    page.goto(`${at.origin}${path}?key=${at.key}`);
  const launcher = (page: Page) => page.getByRole('button', { name: 'Chat with us' });
  const box = (frame: FrameLocator) => frame.getByRole('textbox', { name: 'Your message' });

  async function open(page: Page): Promise<FrameLocator> {
    await launcher(page).click();
    return page.frameLocator('iframe');
  }

  async function openAccepted(page: Page): Promise<FrameLocator> {
    const frame = await open(page);
    await frame.getByRole('button', { name: 'Accept' }).click();
    await until(() => box(frame).isEnabled());
    return frame;
  }

  async function send(frame: FrameLocator, text: string): Promise<void> {
    await box(frame).fill(text);
    await box(frame).press('Enter');
  }

  const stored = (body: string) =>
    world.database.query('SELECT conversation_id, seq FROM entries WHERE body = $1', [body]);

  async function answer(body: string, to: string): Promise<string> {
    const [{ conversation_id: conversationId }] = (await stored(to)) as [{ conversation_id: string }];
    await world.database.query(
      `UPDATE conversations SET state = 'on_desk', member_id = $2, queue_id = NULL WHERE id = $1 AND state = 'waiting'`,
      [conversationId, shop.agent.id],
    );
    await world.running.app
      .get(PostMessage)
      .run(shop.agent, { conversationId, clientId: randomUUID(), body });
    return conversationId;
  }

  it('lets a visitor and an agent talk, each in their own browser', async () => {
    const agent = await chromium.person();
    await agent.page.goto(`${world.url}/sign-in`);
    await agent.page.getByLabel('E-mail').fill(shop.agent.email);
    await agent.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await agent.page.keyboard.press('Enter');
    await agent.page.waitForURL('**/desk');

    const visitor = await chromium.person();
    await visit(visitor.page);
    const frame = await open(visitor.page);
    expect(await box(frame).isDisabled()).toBe(true);
    await frame.getByRole('button', { name: 'Accept' }).click();
    await until(() => box(frame).isEnabled());
    await send(frame, 'Is it https://lamps.example/globe ?');

    await agent.page.getByText('Is it https://lamps.example/globe ?').first().click();
    await agent.page.getByRole('textbox', { name: 'Your message' }).fill('It is.');
    await agent.page.keyboard.press('Enter');

    await frame.getByText('It is.').waitFor();
    expect(await frame.getByRole('link', { name: 'https://lamps.example/globe' }).count()).toBe(1);
    await frame.getByText('Seen').first().waitFor();
    expect(await frame.getByRole('heading', { name: 'Léa' }).count()).toBe(1);
    expect(visitor.complaints).toEqual([]);
    await agent.context.close();
    await visitor.context.close();
  });

  it('counts on the launcher what came while it was reduced, on every page', async () => {
    const { page, context, complaints } = await chromium.person();
    await visit(page);
    const frame = await openAccepted(page);
    await send(frame, 'Reduced in a moment');
    await until(async () => (await stored('Reduced in a moment')).length === 1);
    await frame.getByRole('button', { name: 'Reduce' }).click();
    await answer('First answer', 'Reduced in a moment');
    await answer('Second answer', 'Reduced in a moment');
    await until(async () => (await launcher(page).getAttribute('aria-description')) === '2 unread messages');
    await visit(page, shop, '/another-page');
    await until(async () => (await launcher(page).textContent()) === '2');
    const again = await open(page);
    await again.getByText('Second answer').waitFor();
    await again.getByRole('button', { name: 'Reduce' }).click();
    await until(async () => (await launcher(page).getAttribute('aria-description')) === '');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('counts as read what was seen before there was a connection', async () => {
    const { page, context } = await chromium.person();
    await visit(page);
    const frame = await openAccepted(page);
    await send(frame, 'Seen early');
    await until(async () => (await stored('Seen early')).length === 1);
    await frame.getByRole('button', { name: 'Reduce' }).click();
    await answer('An early answer', 'Seen early');
    await until(async () => (await launcher(page).getAttribute('aria-description')) === '1 unread message');
    let connect: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (connect = resolve));
    await page.routeWebSocket(/socket\.io/, (socket) => {
      const server = socket.connectToServer();
      socket.onMessage(async (frame) => {
        if (String(frame).includes('"part":"messenger"')) await held;
        server.send(frame);
      });
    });
    await visit(page, shop, '/another-page');
    const again = await open(page);
    await again.getByText('An early answer').waitFor();
    await again.getByRole('button', { name: 'Reduce' }).click();
    await launcher(page).waitFor();
    connect();
    await until(async () => (await launcher(page).getAttribute('aria-description')) === '');
    await context.close();
  });

  it('loses nothing and doubles nothing when the network goes and the page is loaded again', async () => {
    const { page, context } = await chromium.person();
    const network = await new Network().around(context);
    await visit(page);
    const frame = await openAccepted(page);
    await send(frame, 'Before the tunnel');
    await until(async () => (await stored('Before the tunnel')).length === 1);
    await network.cut();
    await send(frame, 'In the tunnel');
    await send(frame, 'Still in the tunnel');
    await frame.getByText('You are offline').waitFor();
    await frame.getByText('Sending…').filter({ visible: true }).first().waitFor();
    network.mend();
    await page.reload();
    const after = page.frameLocator('iframe');
    await until(async () => (await stored('Still in the tunnel')).length === 1, 20_000);
    expect(await stored('In the tunnel')).toHaveLength(1);
    await until(async () => (await after.getByText('Sending…').filter({ visible: true }).count()) === 0);
    const shown = await after.locator('.entry[data-side="visitor"] .bubble').allTextContents();
    expect(shown).toEqual(['Before the tunnel', 'In the tunnel', 'Still in the tunnel']);
    await context.close();
  });

  it('goes on without the page’s storage', async () => {
    const { page, context } = await chromium.person();
    await context.addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage']) {
        Object.defineProperty(window, name, {
          get() {
            throw new DOMException('blocked', 'SecurityError');
          },
        });
      }
    });
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await visit(page);
    const frame = await openAccepted(page);
    await send(frame, 'Nothing is kept here');
    await until(async () => (await stored('Nothing is kept here')).length === 1);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('closes with what was said still there, and offers another conversation', async () => {
    const { page, context } = await chromium.person();
    await visit(page);
    const frame = await openAccepted(page);
    await send(frame, 'A short question');
    await until(async () => (await stored('A short question')).length === 1);
    const conversationId = await answer('A short answer', 'A short question');
    await frame.getByText('A short answer').waitFor();
    await world.running.app.get(CloseConversation).run(systemActor(shop.brandId), { conversationId });
    await frame.getByRole('button', { name: 'Start a new conversation' }).click();
    await until(() => box(frame).isEnabled());
    await frame.getByRole('button', { name: 'Show earlier conversations' }).click();
    await frame.getByText('A short answer').waitFor();
    await send(frame, 'Another question');
    await until(async () => (await stored('Another question')).length === 1);
    expect((await stored('Another question'))[0]?.conversation_id).not.toBe(conversationId);
    await context.close();
  });

  it('keeps the text where nobody has room, and sends it when somebody has', async () => {
    const small = await world.shop('small', { threshold: 0 });
    const { page, context } = await chromium.person();
    await world.comeToDesk(small.agent);
    await visit(page, small);
    const frame = await openAccepted(page);
    await world.database.query(`UPDATE members SET state = 'offline' WHERE id = $1`, [small.agent.id]);
    await send(frame, 'Is anybody there?');
    await frame.getByText('Everyone is busy right now').waitFor();
    expect(await box(frame).inputValue()).toBe('Is anybody there?');
    await world.comeToDesk(small.agent);
    await frame.getByText('Everyone is busy right now').waitFor({ state: 'hidden' });
    await frame.getByRole('button', { name: 'Send' }).click();
    await until(async () => (await stored('Is anybody there?')).length === 1);
    await context.close();
  });

  it('keeps the text where many of the network wait, and sends it when one of them is served', async () => {
    const office = await world.shop('office', { threshold: 10 });
    const { page, context } = await chromium.person();
    await visit(page, office);
    const frame = await openAccepted(page);
    const colleagues: string[] = [];
    for (let at = 0; at < 5; at += 1) {
      const { accept, token } = await world.visitor(office);
      await accept();
      colleagues.push(await frame.locator('body').evaluate(begin, { key: office.key, token }));
    }
    await send(frame, 'May I come in?');
    await frame.getByText('Several conversations from your network are already waiting.').waitFor();
    expect(await box(frame).inputValue()).toBe('May I come in?');
    expect(await frame.locator('.entry', { hasText: 'May I come in?' }).count()).toBe(0);
    await world.running.app
      .get(CloseConversation)
      .run(systemActor(office.brandId), { conversationId: colleagues[0] });
    await frame.getByRole('button', { name: 'Send' }).click();
    await until(async () => (await stored('May I come in?')).length === 1);
    await frame.getByText('Several conversations from your network').waitFor({ state: 'hidden' });
    await context.close();
  });

  it('asks the server for nothing while nobody does anything', async () => {
    const { page, context } = await chromium.person();
    await visit(page);
    await openAccepted(page);
    await page.waitForTimeout(1000);
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.waitForTimeout(6000);
    expect(requests).toEqual([]);
    await context.close();
  });

  it('costs the page two requests and leaves one name behind', async () => {
    const { page, context } = await chromium.person();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('websocket', (socket) => requests.push(socket.url()));
    await visit(page);
    await launcher(page).waitFor();
    expect(requests.filter((url) => url.includes(`:${world.running.url.split(':')[2]}/`))).toHaveLength(2);
    const names = await page.evaluate(() => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      const fresh = new Set(Object.getOwnPropertyNames(frame.contentWindow));
      frame.remove();
      return Object.getOwnPropertyNames(window).filter((name) => !fresh.has(name) && !/^\d+$/.test(name));
    });
    expect(names.filter((name) => !/playwright/i.test(name))).toEqual(['causerie']);
    await context.close();
  });

  it('obeys the page: opens, reduces, identifies, changes language, follows the address', async () => {
    const { page, context } = await chromium.person();
    await visit(page);
    await launcher(page).waitFor();
    const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
    await page.evaluate(() => {
      const { causerie, ...own } = window as unknown as {
        causerie: (...given: unknown[]) => void;
        heard: string[];
      };
      void own;
      const list: string[] = [];
      (window as unknown as { heard: string[] }).heard = list;
      for (const event of ['opened', 'reduced', 'not_engaged', 'identity_refused']) {
        causerie('on', event, () => list.push(event));
      }
      causerie('on', 'opened', () => {
        throw new Error('a listener of the page');
      });
      causerie('open');
      causerie('reduce');
      causerie('identify', { id: 'x', signature: 'wrong' });
      causerie('set', { plan: 'gold' });
      causerie('cart', { value: 120, currency: 'EUR' });
      causerie('nothing of ours');
    });
    await until(async () => (await heard()).includes('identity_refused'));
    expect(await heard()).toEqual(['opened', 'reduced', 'identity_refused']);
    await page.evaluate(() => history.pushState(null, '', '/basket'));
    await until(
      async () =>
        (await world.database.query(`SELECT 1 FROM page_views WHERE url LIKE '%/basket'`)).length === 1,
    );
    const [visitRow] = await world.database.query(
      `SELECT custom, cart_value FROM visits WHERE cart_value IS NOT NULL`,
    );
    expect(visitRow).toEqual({ custom: { plan: 'gold' }, cart_value: '120.00' });
    await page.evaluate(() =>
      (window as unknown as { causerie: (...given: unknown[]) => void }).causerie('language', 'fr'),
    );
    await page.getByRole('button', { name: 'Discuter avec nous' }).waitFor();
    await context.close();
  });

  it('is silent on a page whose origin is not the site’s', async () => {
    const other = await world.shop('elsewhere');
    const { page, context, complaints } = await chromium.person();
    await visit(page, { ...other, key: shop.key });
    await page.waitForTimeout(1500);
    expect(await launcher(page).count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it.each([
    ['en', 'light', 'Chat with us', 'Accept'],
    ['fr', 'dark', 'Discuter avec nous', 'Accepter'],
    ['ar', 'light', '', ''],
  ] as const)(
    'is for everybody, by the keyboard alone: %s, %s',
    async (language, colorScheme, name, accept) => {
      const { page, context } = await chromium.person({
        locale: language,
        colorScheme,
        viewport: { width: 320, height: 640 },
      });
      await page.goto(`${shop.origin}/?key=${shop.key}&lang=${language}`);
      const button = name ? page.getByRole('button', { name }) : page.getByRole('button').first();
      await button.focus();
      await page.keyboard.press('Enter');
      const frame = page.frameLocator('iframe');
      const consent = accept ? frame.getByRole('button', { name: accept }) : frame.locator('[data-accept]');
      await consent.waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await consent.press('Enter');
      const field = frame.getByRole('textbox').first();
      await until(() => field.isEnabled());
      await field.press('a');
      await field.press('Enter');
      await frame.locator('.entry[data-side="visitor"] time').first().waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await button.waitFor();
      expect(
        await button.evaluate(
          (element) =>
            element.getRootNode() instanceof ShadowRoot &&
            (element.getRootNode() as ShadowRoot).activeElement === element,
        ),
      ).toBe(true);
      await context.close();
    },
  );
});

/** Within the browser, so that it comes from where the browser does. */
async function begin(_: Element, { key, token }: { key: string; token: string }): Promise<string> {
  const answer = await fetch(`/w/${key}/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ conversationId: null, clientId: crypto.randomUUID(), body: 'A colleague' }),
  });
  return ((await answer.json()) as { conversationId: string }).conversationId;
}
