import { createHmac } from 'node:crypto';
import { CloseConversation, PostMessage } from '../../src/conversations/index.js';
import { MessengerWorld, once, type TestShop, type TestVisitor } from './world.js';

interface Hello {
  token: string;
  engaged: boolean;
  ongoing: boolean;
  unread: number;
}

const NOTHING = { ongoing: false, unread: 0 };

describe('the history of a visitor', () => {
  let world: MessengerWorld;
  let shop: TestShop;

  beforeAll(async () => {
    world = await MessengerWorld.start({ RATE_LIMIT_FACTOR: '100' });
    shop = await world.shop('lamps');
  });

  afterEach(() => engage(true));

  afterAll(() => world?.close());

  const signed = (id: string) => ({
    id,
    signature: createHmac('sha256', shop.secret).update(id).digest('hex'),
  });
  const engage = (enabled: boolean) =>
    world.database.query('UPDATE targeting_rules SET enabled = $2 WHERE brand_id = $1', [
      shop.brandId,
      enabled,
    ]);
  const get = async ({ token }: { token: string }, path: string) => {
    const answer = await fetch(`${world.url}/w/${shop.key}/${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return answer.text();
  };
  /** All that this browser shows. */
  const shown = async (visitor: { token: string }) =>
    (await get(visitor, 'content')) + (await get(visitor, 'history'));
  const asked = async (visitor: TestVisitor) => {
    const engagement = once<Hello>(visitor.loader, 'engagement');
    visitor.loader.emit('ask');
    return engagement;
  };

  /** Wrote, was answered and served; then wrote again, which goes on. */
  async function regular(identity?: string): Promise<TestVisitor & { going: string }> {
    const visitor = await world.visitor(shop);
    if (identity) await visitor.tell('identify', signed(identity));
    await visitor.accept();
    const { conversationId: first } = await visitor.write('Long ago');
    await held(String(first));
    await world.running.app.get(PostMessage).run(shop.agent, {
      conversationId: String(first),
      clientId: crypto.randomUUID(),
      body: 'The answer of long ago',
    });
    await world.running.app.get(CloseConversation).run(shop.agent, { conversationId: String(first) });
    const { conversationId } = await visitor.write('Just now');
    return { ...visitor, going: String(conversationId) };
  }

  async function held(conversationId: string): Promise<void> {
    await world.database.query(
      `UPDATE conversations SET state = 'on_desk', member_id = $2, queue_no = NULL WHERE id = $1`,
      [conversationId, shop.agent.id],
    );
  }

  async function identified(identity: string): Promise<TestVisitor & { hello: Hello }> {
    const visitor = await world.visitor(shop);
    const hello = once<Hello>(visitor.loader, 'hello');
    await visitor.tell('identify', signed(identity));
    return { ...visitor, hello: await hello };
  }

  it.each([
    ['an anonymous visitor', undefined],
    ['an identified one', 'ada'],
  ])(
    'is hidden by %s, the conversation that goes on included, until they show it again',
    async (_, identity) => {
      const visitor = await regular(identity);
      expect(await shown(visitor)).toMatch(/Just now[^]*Long ago|Long ago[^]*Just now/);
      expect(await visitor.ask('settings', { historyHidden: true })).toEqual({ ok: true });
      const hidden = await shown(visitor);
      expect(hidden).not.toContain('Long ago');
      expect(hidden).not.toContain('Just now');
      expect(hidden).toContain('data-history-hidden');
      expect(await asked(visitor)).toMatchObject({ ongoing: true, unread: 0 });
      const missed = await visitor.ask('catch_up', { conversationId: visitor.going, after: 0 });
      expect(JSON.stringify(missed.entries)).not.toContain('Just now');

      expect(await visitor.write('After that', visitor.going)).toMatchObject({ ok: true });
      const later = await shown(visitor);
      expect(later).toContain('After that');
      expect(later).not.toContain('Just now');

      await visitor.ask('settings', { historyHidden: false });
      for (const text of ['Long ago', 'Just now', 'After that']) expect(await shown(visitor)).toContain(text);
    },
  );

  it('stays with members when a visitor hides it', async () => {
    const visitor = await regular();
    await visitor.ask('settings', { historyHidden: true });
    const rows = await world.database.query(`SELECT body FROM entries WHERE conversation_id = $1`, [
      visitor.going,
    ]);
    expect(rows.map(({ body }) => body)).toContain('Just now');
  });

  it('is unknown to an anonymous visitor who has cleared the site’s storage', async () => {
    await regular();
    const cleared = await world.visitor(shop);
    expect(await asked(cleared)).toMatchObject(NOTHING);
    expect(await shown(cleared)).not.toMatch(/Long ago|Just now/);
  });

  it('comes back to an identified one who has cleared it at the next engagement, not before', async () => {
    const before = await regular('grace');
    await engage(false);
    const cleared = await identified('grace');
    expect(cleared.hello).toMatchObject({ engaged: false, ...NOTHING });
    expect(await asked(cleared)).toMatchObject(NOTHING);
    expect(await shown(cleared)).not.toMatch(/Long ago|Just now/);
    expect(await cleared.write('Too early', before.going)).toMatchObject({ ok: false, code: 'not_found' });

    await engage(true);
    expect(await asked(cleared)).toMatchObject({ engaged: true, ongoing: true });
    expect(await get(cleared, 'content')).toContain(`data-conversation="${before.going}"`);
    for (const text of ['Long ago', 'Just now']) expect(await shown(cleared)).toContain(text);
    expect(await cleared.write('Here I am again')).toMatchObject({ conversationId: before.going });
  });

  it('says nothing of what is hidden: neither that it can be read, nor who answered, nor what was said', async () => {
    const visitor = await regular();
    const [{ id: closed }] = await world.database.query<{ id: string }>(
      `SELECT id FROM conversations WHERE state = 'closed' ORDER BY started_at DESC LIMIT 1`,
    );
    await world.database.query(
      `INSERT INTO contacts (brand_id, id, conversation_id, member_id, waited_from, started_at, ended_at, ended_how)
       SELECT brand_id, gen_random_uuid(), id, $2, started_at, started_at, closed_at, 'closed'
       FROM conversations WHERE id = $1`,
      [closed, shop.agent.id],
    );
    const content = () => get(visitor, `content?conversation=${closed}`);
    const head = async () =>
      String((await visitor.ask('catch_up', { conversationId: closed, after: 0 })).head);
    expect(await content()).toContain('You can still read it here.');
    expect(await content()).toContain('>Just now</span>');
    expect(await head()).toContain('Léa');
    await visitor.ask('settings', { historyHidden: true });
    expect(await content()).not.toContain('You can still read it here.');
    expect(await content()).not.toContain('Léa');
    expect(await content()).toContain('<span class="clip excerpt" dir="auto">History hidden</span>');
    expect(await head()).toContain('<h1 class="clip">The brand lamps</h1>');
    expect(await content()).toContain('data-start');
  });

  it('stays hidden for an identified one who has hidden it and cleared the storage', async () => {
    const before = await regular('hedy');
    await before.ask('settings', { historyHidden: true });
    await before.write('After that', before.going);
    const cleared = await identified('hedy');
    expect(await asked(cleared)).toMatchObject({ engaged: true, ongoing: true });
    const all = await shown(cleared);
    expect(all).toContain('After that');
    expect(all).toContain('data-history-hidden');
    expect(all).not.toMatch(/Long ago|Just now/);
    await cleared.ask('settings', { historyHidden: false });
    for (const text of ['Long ago', 'Just now', 'After that']) expect(await shown(cleared)).toContain(text);
  });

  it('stays hidden when an anonymous visitor who hid it turns out to be a customer', async () => {
    await identified('joan');
    const anonymous = await regular();
    await anonymous.ask('settings', { historyHidden: true, emailNotifications: false });
    await anonymous.tell('identify', signed('joan'));
    expect(await asked(anonymous)).toMatchObject({ engaged: true });
    expect(await shown(anonymous)).not.toMatch(/Long ago|Just now/);
    const [joan] = await world.database.query(
      `SELECT email_notifications FROM visitors WHERE external_id = 'joan'`,
    );
    expect(joan).toEqual({ email_notifications: false });
  });
});
