import { once } from 'node:events';
import { createHmac, randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { newId } from '../../src/kernel/index.js';
import { signedText } from '../../src/sales/record-transaction.js';
import { MessengerWorld, type TestShop, type TestVisitor } from './world.js';

describe('what one visitor can do to another', () => {
  let world: MessengerWorld;
  let shop: TestShop;

  beforeAll(async () => {
    world = await MessengerWorld.start({ RATE_LIMIT_FACTOR: '100' });
    shop = await world.shop('lamps');
  });
  afterAll(() => world?.close());

  it('tells nothing by a cursor that names a conversation of somebody else', async () => {
    const other = await writer('A conversation of somebody else');
    const visitor = await writer('My own');
    const later = await writer('Later than mine');
    for (const theirs of [other.conversationId, later.conversationId]) {
      const named = await history(visitor, `${theirs}.1`);
      expect(named).toEqual(await history(visitor, `${newId()}.1`));
      expect(named).toEqual(await history(visitor, `${randomUUID()}.1`));
    }
    expect(await history(visitor, `${visitor.conversationId}.9`)).toContain('My own');
  });

  it('books nobody’s order ahead', async () => {
    const [stranger, buyer] = [await writer('Hello'), await writer('Hello')];
    await stranger.tell('transaction', { id: 'A-1', amount: 1, currency: 'EUR' });
    expect(await buyer.tell('transaction', { id: 'A-1', amount: 90.5, currency: 'EUR' })).toMatchObject({
      ok: true,
    });
    expect(await sales('A-1')).toEqual([
      { visitor: stranger.id, amount: '1.00', signed: false },
      { visitor: buyer.id, amount: '90.50', signed: false },
    ]);
  });

  it('believes the site before every claim, once and for one visitor', async () => {
    const [stranger, buyer] = [await writer('Hello'), await writer('Hello')];
    const sale = { id: 'B-1', amount: 90.5, currency: 'EUR' };
    const signature = signatureOf('B-1', 90.5);
    await stranger.tell('transaction', { ...sale, amount: 1 });
    await buyer.tell('transaction', { ...sale, amount: 2 });
    await buyer.tell('transaction', { ...sale, signature });
    await buyer.tell('transaction', { ...sale, amount: 3 });
    await stranger.tell('transaction', { ...sale, signature });
    const after = await writer('Hello');
    await after.tell('transaction', sale);
    expect(await sales('B-1')).toEqual([
      { visitor: stranger.id, amount: '1.00', signed: false },
      { visitor: buyer.id, amount: '90.50', signed: true },
    ]);
  });

  it('refuses a signature that is not the site’s, and one of another sum', async () => {
    const buyer = await writer('Hello');
    for (const signature of ['f'.repeat(64), signatureOf('C-1', 1)])
      expect(
        await buyer.tell('transaction', { id: 'C-1', amount: 90.5, currency: 'EUR', signature }),
      ).toMatchObject({ ok: false, code: 'signature_wrong' });
    expect(await sales('C-1')).toEqual([]);
  });

  it('ends for everybody on the sites of a brand within a second of its suspension', async () => {
    const other = await world.shop('chairs');
    const [visitor, untouched] = [await world.visitor(other), await writer('Hello')];
    const ended = Promise.all(
      [visitor.loader, visitor.messenger].map((socket) =>
        once(socket as never, 'disconnect', { signal: AbortSignal.timeout(2000) }),
      ),
    );
    await world.database.query(`UPDATE brands SET state = 'suspended' WHERE id = $1`, [other.brandId]);
    await ended;
    expect(untouched.messenger.connected).toBe(true);
  });

  it('ends on the pages of an origin within a second of its removal, and on no other', async () => {
    const other = await world.shop('tables');
    const kept = 'https://tables.example';
    await world.database.query('UPDATE sites SET origins = origins || $2::text WHERE id = $1', [
      other.siteId,
      kept,
    ]);
    const visitor = await world.visitor(other);
    const untouched = world.socket(kept, { site: other.key, part: 'loader' });
    await once(untouched as never, 'hello');
    const ended = Promise.all([
      once(visitor.loader as never, 'closed', { signal: AbortSignal.timeout(2000) }),
      ...[visitor.loader, visitor.messenger].map((socket) =>
        once(socket as never, 'disconnect', { signal: AbortSignal.timeout(2000) }),
      ),
    ]);
    await world.database.query('UPDATE sites SET origins = ARRAY[$2] WHERE id = $1', [other.siteId, kept]);
    await ended;
    const { key: site } = other;
    const { token } = visitor;
    for (const [origin, part] of [
      [other.origin, 'loader'],
      [world.url, 'messenger'],
    ])
      expect(await world.refusal(origin, { site, part, token })).toEqual({
        code: 'origin_refused',
        final: true,
      });
    const asked = await fetch(`${world.url}/w/${site}/content`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(asked.status).toBe(403);
    expect(untouched.connected).toBe(true);
  });

  it('takes no place for long with a connection that says for nobody whom it is', async () => {
    const silent = new WebSocket(`${world.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
    await once(silent, 'open');
    await once(silent, 'close', { signal: AbortSignal.timeout(7000) });
  });

  async function writer(body: string): Promise<TestVisitor & { conversationId: string; id: string }> {
    const visitor = await world.visitor(shop);
    await visitor.accept();
    const { conversationId } = await visitor.write(body);
    const [{ id }] = await world.database.query<{ id: string }>(
      'SELECT visitor_id AS id FROM conversations WHERE id = $1',
      [conversationId],
    );
    return { ...visitor, conversationId: String(conversationId), id };
  }

  async function history({ token }: { token: string }, cursor: string): Promise<string> {
    const answer = await fetch(`${world.url}/w/${shop.key}/history?cursor=${cursor}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return `${answer.status} ${await answer.text()}`;
  }

  function signatureOf(externalId: string, amount: number): string {
    const text = signedText({ externalId, amount, currency: 'EUR' });
    return createHmac('sha256', shop.jwtSecret).update(text).digest('hex');
  }

  function sales(number: string) {
    return world.database.query(
      `SELECT visitor_id AS visitor, amount::text, signed FROM transactions WHERE external_id = $1 ORDER BY at, id`,
      [number],
    );
  }
});
