import { randomUUID } from 'node:crypto';
import { FileLinks, Secrets } from '../../src/platform/index.js';
import { GuestTokens, VisitorLinks, type VisitorLink } from '../../src/visitors/index.js';
import { ReplyAddress } from '../../src/mail/index.js';
import { SenderLinks } from '../../src/mail/senders/sender-links.js';
import { UnsubscribeLinks } from '../../src/notices/unsubscribe-links.js';
import { MessengerWorld, once, type TestShop, type TestVisitor } from '../messenger/world.js';
import { systemActor } from '../../src/kernel/index.js';
import { AddMember, CreateAccount } from '../../src/members/index.js';
import { InvitationTokens } from '../../src/members/invitations/invitation-tokens.js';
import { ROUTES } from './route-cases.js';

type Token =
  'visitor' | 'guest' | 'link' | 'unsubscribe' | 'sender' | 'file' | 'answer address' | 'invitation';

/** Which tokens open what; a route of visitors' faces that is not listed fails the test. */
const OPENED_BY: Record<string, readonly Token[] | 'nothing to show'> = {
  'GET /l/:token': ['link'],
  'GET /files/:token': ['file'],
  'GET /mail/unsubscribe/:token': ['unsubscribe'],
  'POST /mail/unsubscribe/:token': ['unsubscribe'],
  'GET /mail/sender/:token': ['sender'],
  'POST /mail/sender/:token': ['sender'],
  'GET /invitations/:token': ['invitation'],
  'POST /invitations/:token': 'nothing to show',
  'GET /w/:siteKey/guest': ['guest'],
  'POST /w/:siteKey/guest/consents': ['guest'],
  'GET /w/:siteKey/content': ['visitor'],
  'GET /w/:siteKey/history': ['visitor'],
  'GET /w/:siteKey/files': ['visitor'],
  'GET /w/:siteKey/files/:id': ['visitor'],
  'POST /w/:siteKey/messages': ['visitor'],
  'POST /w/:siteKey/consents': ['visitor'],
  'POST /w/:siteKey/surveys': ['visitor'],
  'POST /w/:siteKey/settings': ['visitor'],
  'POST /w/:siteKey/files': ['visitor'],
  'POST /w/:siteKey/hello': ['visitor'],
  'POST /w/:siteKey/links': ['visitor'],
  'GET /w/:siteKey.js': 'nothing to show',
  'GET /w/:siteKey/theme.css': 'nothing to show',
  'GET /w/:siteKey/messenger': 'nothing to show',
  'OPTIONS /w/:siteKey/hello': 'nothing to show',
  'GET /w/:siteKey/documents/:id': 'nothing to show',
  'socket of a page': ['visitor'],
  'socket of a messenger': ['visitor'],
  'link of a page': ['link'],
};

const FACES = / \/(w|l|files|mail|invitations)\b/;

/** Every token that we give out, at every door that takes one: each opens its own doors, and becomes no other. */
describe('a token of one kind', () => {
  let world: MessengerWorld;
  let shop: TestShop;
  let victim: TestVisitor;
  let tokens: Record<Token, string>;
  let link: VisitorLink;

  beforeAll(async () => {
    world = await MessengerWorld.start({ RATE_LIMIT_FACTOR: '1000' });
    shop = await world.shop('lamps');
    victim = await world.visitor(shop);
    await victim.accept();
    const conversationId = String((await victim.write('Is the lamp dimmable?')).conversationId);
    const { brandId, siteId } = shop;
    const [row] = await world.database.query('SELECT visitor_id FROM conversations WHERE id = $1', [
      conversationId,
    ]);
    const visitorId = String(row.visitor_id);
    link = { brandId, siteId, visitorId, conversationId, purpose: 'terms', seqs: [1] };
    const { app } = world.running;
    const last = (address: string) => address.slice(address.lastIndexOf('/') + 1);
    await world.database.query(
      `INSERT INTO mail_senders (brand_id, name, address) VALUES ($1, 'Lamps', 'us@lamps.test')
       ON CONFLICT (brand_id) DO UPDATE SET address = excluded.address`,
      [brandId],
    );
    tokens = {
      visitor: victim.token,
      guest: app.get(GuestTokens).issue(link),
      link: last(app.get(VisitorLinks).address(link)),
      unsubscribe: last(app.get(UnsubscribeLinks, { strict: false }).make({ brandId, visitorId })),
      sender: last(app.get(SenderLinks, { strict: false }).make({ brandId, address: 'us@lamps.test' })),
      file: last(
        app.get(FileLinks).path({ brandId, fileId: await stored(), variant: 'whole', side: 'visitor' }),
      ),
      'answer address': app
        .get(ReplyAddress, { strict: false })
        .make({ brandId, conversationId })
        .split('@')[0]
        .replace('r+', ''),
      invitation: await invited(),
    };
  });

  afterAll(() => world?.close());

  async function invited(): Promise<string> {
    const { app } = world.running;
    const actor = systemActor(shop.brandId);
    const account = { email: 'claire@lamps.test', name: 'Claire', password: 'a password of the tests' };
    const { accountId } = await app.get(CreateAccount).run(account);
    const { memberId } = await app
      .get(AddMember)
      .run(actor, { accountId, name: 'Claire', role: 'admin', kind: 'staff' });
    const { token, hash } = app.get(InvitationTokens, { strict: false }).make(shop.brandId);
    await world.database.query(
      `INSERT INTO invitations (brand_id, id, email, role, kind, group_ids, locale, state, invited_by, token_hash,
         created_at, sent_at, sendings, expires_at)
       VALUES ($1, $2, 'lea@lamps.test', 'agent', 'staff', '{}', 'en', 'open', $2, $3, $4, $4, 1, '2099-01-01')`,
      [shop.brandId, memberId, hash, new Date()],
    );
    return token;
  }

  async function stored(): Promise<string> {
    const form = new FormData();
    form.append('file', new Blob(['Sizes and weights'], { type: 'text/plain' }), 'sizes.txt');
    const answer = await fetch(`${world.url}/w/${shop.key}/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${victim.token}` },
      body: form,
    });
    return ((await answer.json()) as { id: string }).id;
  }

  /** Whether this door opens to this token, as it does for whom it was given to. */
  async function opens(door: string, token: string): Promise<boolean> {
    const [method, path] = door.split(' ');
    const page = { url: `${shop.origin}/lamps`, title: 'Lamps' };
    const auth = { site: shop.key, part: 'loader', page };
    if (door === 'socket of a page') return isVictims(await greeted({ ...auth, token }));
    if (door === 'link of a page')
      return !('notice' in ((await greeted({ ...auth, link: token })).link ?? {}));
    if (door === 'socket of a messenger') {
      const socket = world.socket(world.url, { site: shop.key, part: 'messenger', token });
      return Promise.race([
        once(socket, 'connect').then(() => true),
        once(socket, 'connect_error').then(() => false),
      ]);
    }
    const json = { 'content-type': 'application/json' };
    if (path.endsWith('/hello')) {
      const answer = await fetch(`${world.url}/w/${shop.key}/hello`, {
        method,
        headers: { ...json, origin: shop.origin },
        body: JSON.stringify({ ...auth, token }),
      });
      return isVictims((await answer.json()) as Greeting);
    }
    if (path.endsWith('/links')) {
      const answer = await fetch(`${world.url}/w/${shop.key}/links`, {
        method,
        headers: { ...json, origin: world.url },
        body: JSON.stringify({ link: tokens.link, token }),
      });
      return ((await answer.json()) as Greeting).link?.token === undefined;
    }
    const answer = await fetch(world.url + path.replace(':siteKey', shop.key).replace(':token', token), {
      method,
      redirect: 'manual',
      headers: { ...json, authorization: `Bearer ${token}` },
      body: method === 'POST' ? '{}' : undefined,
    });
    return path.includes(':token') ? answer.status !== 404 : answer.status !== 401;
  }

  interface Greeting {
    token: string;
    ongoing?: boolean;
    link?: { token?: string; notice?: string };
  }

  const isVictims = ({ ongoing }: Greeting) => ongoing === true;

  async function greeted(auth: object): Promise<Greeting> {
    const socket = world.socket(shop.origin, auth);
    const hello = await once<Greeting>(socket, 'hello');
    socket.disconnect();
    return hello;
  }

  it('has its answer at every door', () => {
    const doors = Object.keys(ROUTES).filter((route) => FACES.test(route));
    expect(
      Object.keys(OPENED_BY)
        .filter((door) => door.includes('/'))
        .sort(),
    ).toEqual(doors.sort());
  });

  it.each(Object.entries(OPENED_BY).filter(([, tokens]) => tokens !== 'nothing to show'))(
    '%s opens to its own alone',
    async (door, its) => {
      const opened: string[] = [];
      for (const [kind, token] of Object.entries(tokens)) if (await opens(door, token)) opened.push(kind);
      expect(opened).toEqual(its);
    },
  );

  it('proves nothing for another purpose, nor with another key', () => {
    const secrets = world.running.app.get(Secrets);
    const claims = { b: shop.brandId, s: shop.siteId, v: link.visitorId, c: link.conversationId };
    for (const purpose of ['visitor', 'visitor guest', 'visitor link', 'unsubscribe', 'mail sender', 'file'])
      for (const other of ['visitor', 'visitor guest', 'visitor link', 'unsubscribe', 'mail sender', 'file'])
        expect(secrets.verify(other, secrets.sign(purpose, claims), new Date()) !== null).toBe(
          other === purpose,
        );
  });

  it('of a guest is not renewed by the events of a page either', async () => {
    const page = world.socket(shop.origin, { site: shop.key, part: 'loader', token: tokens.guest });
    let { token } = await once<Greeting>(page, 'hello');
    page.on('hello', (greeting: Greeting) => (token = greeting.token));
    for (const [event, said] of [
      ['language', { locale: 'fr' }],
      ['reset', null],
      ['page', { url: `${shop.origin}/`, title: 'Home' }],
    ] as const)
      await page.timeout(5000).emitWithAck(event, said);
    const messenger = world.socket(world.url, { site: shop.key, part: 'messenger', token });
    await once(messenger, 'connect');
    const said = { conversationId: link.conversationId, clientId: randomUUID(), body: 'As the visitor' };
    expect(await messenger.timeout(5000).emitWithAck('message', said)).toMatchObject({ code: 'not_found' });
  });
});
