import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloseConversation, PostMessage } from '../../src/conversations/index.js';
import { systemActor } from '../../src/kernel/index.js';
import { MessengerWorld, once, type TestShop, type TestVisitor } from './world.js';

describe('what a visitor writes', () => {
  let world: MessengerWorld;
  let shop: TestShop;
  let visitor: TestVisitor;
  let conversationId: string;

  beforeAll(async () => {
    world = await MessengerWorld.start();
    shop = await world.shop('lamps');
    visitor = await world.visitor(shop, { locale: 'fr' });
  });

  afterAll(() => world?.close());

  it('is refused before the terms are accepted, whatever the client does', async () => {
    expect(await visitor.write('Bonjour')).toMatchObject({ ok: false, code: 'consent_missing' });
  });

  it('starts a conversation once they are', async () => {
    await visitor.accept();
    await visitor.accept();
    const answer = await visitor.write('Bonjour');
    expect(answer).toMatchObject({ ok: true, state: 'started', seq: 1 });
    conversationId = String(answer.conversationId);
    const consents = await world.database.query('SELECT address_hash FROM consents');
    expect(consents).toEqual([{ address_hash: expect.stringMatching(/^[\w-]{43}$/) as string }]);
  });

  it('goes into the conversation, once, however often it is sent', async () => {
    const message = { conversationId, clientId: randomUUID(), body: 'Encore moi' };
    const first = await visitor.ask('message', message);
    expect(first).toMatchObject({ ok: true, state: 'posted' });
    expect(await visitor.ask('message', message)).toMatchObject({
      ok: true,
      state: 'repeated',
      seq: first.seq,
    });
    expect(await visitor.ask('message', { ...message, body: 'Autre' })).toMatchObject({
      ok: false,
      code: 'message_differs',
    });
  });

  it('reaches the visitor’s other tabs, and what is missed is caught up by number', async () => {
    const tab = await world.visitor(shop, { token: visitor.token, locale: 'fr' });
    const heard = once<{ seq: number; html: string }>(tab.messenger, 'entry');
    await visitor.write('Dans les deux fenêtres', conversationId);
    expect((await heard).html).toContain('Dans les deux fenêtres');
    const caught = await tab.ask('catch_up', { conversationId, after: 0 });
    const seqs = (caught.entries as { seq: number }[]).map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, at) => at + 1));
  });

  it('is answered: the page hears that something is unread, until it is read', async () => {
    const post = world.running.app.get(PostMessage);
    await world.database.query(
      `UPDATE conversations SET state = 'on_desk', member_id = $2, queue_id = NULL WHERE id = $1`,
      [conversationId, shop.agent.id],
    );
    const told = once(visitor.loader, 'refresh');
    const heard = once<{ by: string; seq: number }>(visitor.messenger, 'entry');
    await post.run(shop.agent, { conversationId, clientId: randomUUID(), body: 'Me voici.' });
    const { by, seq } = await heard;
    expect(by).toBe('member');
    await told;
    const asked = once(visitor.loader, 'engagement');
    visitor.loader.emit('ask');
    expect(await asked).toMatchObject({ ongoing: true, unread: 1, unreadText: '1 message non lu' });
    const again = once(visitor.loader, 'refresh');
    await visitor.ask('read', { conversationId, seq });
    await again;
    const after = once(visitor.loader, 'engagement');
    visitor.loader.emit('ask');
    expect(await after).toMatchObject({ unread: 0, unreadText: '' });
  });

  it.each([
    ['too long', { body: 'x'.repeat(4001) }, 'message_too_long', 'caractères au plus'],
    ['empty', { body: ' \n\u200b' }, 'message_empty', 'Écrivez'],
    ['a number', { body: 12 }, 'invalid_input', 'illisible'],
    ['nothing at all', { body: undefined }, 'invalid_input', 'illisible'],
    ['with NUL', { body: 'a\0b' }, 'text_not_storable', 'caractères'],
    ['with half a character', { body: 'a\ud83d' }, 'text_not_storable', 'caractères'],
    ['under a number that is none', { clientId: 'one' }, 'invalid_input', 'illisible'],
    ['with a file that is not theirs', { fileIds: [randomUUID()] }, 'file_not_found', 'fichier'],
    ['with files that are no list', { fileIds: 'x' }, 'invalid_input', 'illisible'],
    ['in a conversation that does not exist', { conversationId: randomUUID() }, 'not_found', ''],
    ['in a conversation of another type', { conversationId: ['x'] }, 'invalid_input', 'illisible'],
    [
      'with more than it needs',
      { __proto__: { admin: true }, conversationId: 'x' },
      'invalid_input',
      'illisible',
    ],
  ])('is refused in the reader’s language when it is %s', async (_, change, code, words) => {
    await sleep(600);
    const message = { conversationId, clientId: randomUUID(), body: 'Bonjour', ...change };
    const answer = await visitor.ask('message', message);
    expect(answer).toMatchObject({ ok: false, code });
    expect(answer.message).toContain(words);
  });

  it('is stored as it is up to 4,000 characters, emoji counted once', async () => {
    const body = `<b>${'🏮'.repeat(3990)}</b>`;
    const answer = await visitor.write(body, conversationId);
    expect(answer).toMatchObject({ ok: true });
    const caught = await visitor.ask('catch_up', { conversationId, after: Number(answer.seq) - 1 });
    expect((caught.entries as { html: string }[])[0].html).toContain('&lt;b&gt;');
    expect(await world.database.query('SELECT 1 FROM entries WHERE body = $1', [body])).toHaveLength(1);
  });

  it('answers for another visitor’s conversation as for one that does not exist', async () => {
    const stranger = await world.visitor(shop);
    await stranger.accept();
    const foreigner = await world.visitor(await world.shop('tents'));
    for (const { ask } of [stranger, foreigner]) {
      for (const [event, payload] of [
        ['message', { conversationId, clientId: randomUUID(), body: 'x' }],
        ['catch_up', { conversationId, after: 0 }],
        ['read', { conversationId, seq: 1 }],
        ['typing', { conversationId }],
      ] as const) {
        const missing = await ask(event, { ...payload, conversationId: randomUUID() });
        expect(await ask(event, payload)).toEqual(missing);
        expect(missing).toMatchObject({ ok: false, code: 'not_found' });
      }
    }
  });

  it('is still found in a closed conversation while an answer there is unread', async () => {
    const reader = await world.visitor(shop);
    await reader.accept();
    const { conversationId: id } = await reader.write('Before I go');
    await world.database.query(
      `UPDATE conversations SET state = 'on_desk', member_id = $2, queue_id = NULL WHERE id = $1`,
      [id, shop.agent.id],
    );
    const { app } = world.running;
    await app
      .get(PostMessage)
      .run(shop.agent, { conversationId: String(id), clientId: randomUUID(), body: 'My answer' });
    await app.get(CloseConversation).run(systemActor(shop.brandId), { conversationId: String(id) });
    const content = () =>
      fetch(`${world.url}/w/${shop.key}/content`, {
        headers: { authorization: `Bearer ${reader.token}` },
      }).then((answer) => answer.text());
    expect(await content()).toMatch(/data-state="closed"[^]*My answer/);
    await reader.ask('read', { conversationId: id, seq: 99 });
    expect(await content()).not.toContain('My answer');
  });

  it('is refused in a closed conversation', async () => {
    const state = once(visitor.messenger, 'conversation');
    await world.running.app.get(CloseConversation).run(systemActor(shop.brandId), { conversationId });
    expect(await state).toEqual({ conversationId, state: 'closed' });
    expect(await visitor.write('Encore', conversationId)).toMatchObject({
      ok: false,
      code: 'conversation_closed',
      message: expect.stringMatching(/clôturée|terminée|fermée|close/) as string,
    });
  });

  it('survives strange events', async () => {
    for (const strange of [null, [], 'x', 12, { a: { b: {} } }, undefined]) {
      for (const event of ['message', 'read', 'typing', 'catch_up', 'accept']) {
        expect(await visitor.ask(event, strange)).toMatchObject({ ok: false, code: 'invalid_input' });
      }
      for (const event of ['page', 'language', 'set', 'cart', 'transaction', 'identify']) {
        expect(await visitor.tell(event, strange)).toMatchObject({ ok: false });
      }
    }
  });

  it('comes at twenty in ten seconds at most', async () => {
    const writer = await world.visitor(shop);
    await writer.accept();
    const { conversationId: id } = await writer.write('first');
    const answers = await Promise.all(
      Array.from({ length: 22 }, (_, at) => writer.write(`message ${at}`, String(id))),
    );
    const refused = answers.filter(({ ok }) => !ok);
    expect(answers.length - refused.length).toBe(19);
    expect(refused[0]).toMatchObject({ code: 'too_many', retryAfter: expect.any(Number) as number });
  });
});

describe('a visitor without room', () => {
  let world: MessengerWorld;

  beforeAll(async () => {
    world = await MessengerWorld.start();
  });

  afterAll(() => world?.close());

  it('is told so, and hears of room that comes without asking', async () => {
    const shop = await world.shop('lamps', { threshold: 0 });
    const visitor = await world.visitor(shop);
    await visitor.accept();
    expect(await visitor.write('Hello')).toMatchObject({ ok: false, code: 'no_room' });
    const room = once(visitor.loader, 'room');
    await world.comeToDesk(shop.agent);
    expect(await room).toEqual({ has: true });
    expect(await visitor.write('Hello')).toMatchObject({ ok: true, state: 'started' });
  });
});
