import { createHmac } from 'node:crypto';
import canonicalize from 'canonicalize';
import { MarkRead, SnoozeConversation, StartConversationRecord } from '../../src/conversations/index.js';
import { Mailbox, MailComposers } from '../../src/mail/index.js';
import { MAIL_KINDS, type MailKind } from '../../src/mail/mail-kinds.js';
import { TransferConversation } from '../../src/distribution/index.js';
import { Clock, newId } from '../../src/kernel/index.js';
import type { Notification } from '../../src/outbox/index.js';
import { Presence, Secrets, UnitOfWork } from '../../src/platform/index.js';
import { ChangeVisitorSettings, IdentifyVisitor } from '../../src/visitors/index.js';
import { until } from '../support/platform.js';
import { startMailWorld, type MailWorld, type Talk } from './world.js';

let world: MailWorld;

beforeAll(async () => {
  world = await startMailWorld();
});

afterAll(() => world?.close());

/** What lies in the mailbox of this conversation's visitor, oldest first. */
async function mails(talk: Talk, count: number) {
  await until(async () => {
    const sent = await world.sent(talk);
    return sent.filter(({ state }) => state === 'sent').length === count;
  });
  const rows = (await world.sent(talk)).filter(({ state }) => state === 'sent');
  return Promise.all(rows.map(({ id }) => world.get(Mailbox).mail(world.lea, id)));
}

const arrives = ({ visitor }: Talk) =>
  world.get(Presence).arrive({ brandId: world.brandId, side: 'visitor', personId: visitor.id });

const reads = ({ visitor, conversationId }: Talk) =>
  world.get(MarkRead).run(visitor, { conversationId, seq: 1000 });

const setAddress = ({ visitor }: Talk, email: string | null) =>
  world.database.query('UPDATE visitors SET email = $2 WHERE id = $1', [visitor.id, email]);

it("tells a visitor who is away of an answer, two minutes after the member's last message", async () => {
  const talk = await world.talk();
  await world.asks(talk);
  await world.answers(talk, 'Yes, in brass.');
  await world.after(100);
  await world.answers(talk, 'Shall I keep one for you?');
  await world.after(119);
  expect(await world.sent(talk)).toEqual([]);
  await world.after(1);

  const [mail] = await mails(talk, 1);
  expect(mail.sender).toBe('A brand <no-reply@chat.example>');
  expect(mail.subject).toBe('Léa Martin de A brand vous a répondu');
  for (const words of ['Bonjour Ada,', 'Is there a lamp?', 'Yes, in brass.', 'Shall I keep one for you?']) {
    expect(mail.text).toContain(words);
    expect(mail.html).toContain(words);
  }
  expect(mail.html).toContain('Léa Martin');
  expect(mail.html).not.toMatch(/@import|<link\b/);
  expect(mail.html).toMatch(/href="http:\/\/chat\.example\/l\/[\w.-]+"/);
  expect(mail.headers['Reply-To']).toMatch(/^r\+[0-9a-z]+@chat\.example$/);
});

it('tells at once of an answer after which the member closed, and asks for an opinion', async () => {
  const talk = await world.talk({ locale: 'en' });
  await world.answers(talk);
  await world.closes(talk);
  await world.after(0);

  const [mail] = await mails(talk, 1);
  expect(mail.text).toContain('closed the conversation');
  const [, token] = /\/l\/([\w-]+)\./.exec(mail.text) ?? [];
  expect(JSON.parse(Buffer.from(token, 'base64url').toString())).toMatchObject({
    p: 'survey',
    c: talk.conversationId,
  });
  await world.after(300);
  expect(await world.sent(talk)).toHaveLength(1);
});

it('tells at once of an answer after which the member snoozed', async () => {
  const talk = await world.talk();
  await world.answers(talk);
  const until = new Date(world.get(Clock).now().getTime() + 3 * 3_600_000);
  await world
    .get(SnoozeConversation)
    .run(world.lea, { conversationId: talk.conversationId, until, keep: true });
  await world.after(0);
  const [mail] = await mails(talk, 1);
  expect(mail.text).toContain('Lire et répondre');
});

it('tells at once of an answer after which the member handed the conversation on', async () => {
  const karim = await world.member('Karim');
  const { database, brandId } = world;
  const groupId = newId();
  await database.query('INSERT INTO brand_settings (brand_id) VALUES ($1) ON CONFLICT DO NOTHING', [brandId]);
  await database.query(
    `INSERT INTO groups (brand_id, id, name, created_at) VALUES ($1, $2, 'Advice', '2026-01-01')`,
    [brandId, groupId],
  );
  await database.query('INSERT INTO group_members (brand_id, group_id, member_id) VALUES ($1, $2, $3)', [
    brandId,
    groupId,
    karim.id,
  ]);
  const talk = await world.talk();
  await world.answers(talk);
  await world
    .get(TransferConversation)
    .run(world.lea, { conversationId: talk.conversationId, to: { groupId } });
  await world.after(0);
  await mails(talk, 1);
});

it('writes once the visitor has left an address, or wants e-mails again', async () => {
  const settings = world.get(ChangeVisitorSettings);
  const talk = await world.talk({ email: null });
  await world.answers(talk);
  await world.closes(talk);
  await world.after(300);
  expect(await world.sent(talk)).toEqual([]);
  await settings.run(talk.visitor, { email: 'late@example.org' });
  await world.after(0);
  const [mail] = await mails(talk, 1);
  expect(mail.recipient).toBe('late@example.org');

  const silent = await world.talk();
  await settings.run(silent.visitor, { emailNotifications: false });
  await world.answers(silent);
  await world.closes(silent);
  await world.after(300);
  expect(await world.sent(silent)).toEqual([]);
  await settings.run(silent.visitor, { emailNotifications: true });
  await world.after(0);
  await mails(silent, 1);
});

it('writes once the site signs an address of whom it had told before, and not for what the page says', async () => {
  const secret = 'a secret of the shop';
  const whole = 'another secret of the shop';
  await world.database.query(
    'UPDATE sites SET secret_encrypted = $2, jwt_secret_encrypted = $3 WHERE id = $1',
    [world.siteId, world.get(Secrets).seal(secret), world.get(Secrets).seal(whole)],
  );
  const hmac = (key: string, text: string) => createHmac('sha256', key).update(text).digest('hex');
  const talk = await world.talk({ email: null });
  const identify = (more: object) => {
    const identity = { id: 'ada', ...more };
    const signature = hmac(whole, `causerie-identity-v2\n${canonicalize(identity)}`);
    return world.get(IdentifyVisitor).run(talk.visitor, { ...identity, signature });
  };
  await identify({ name: 'Ada' });
  await world.answers(talk);
  await world.closes(talk);
  await world.after(300);
  expect(await world.sent(talk)).toEqual([]);
  const said = { id: 'ada', email: 'eve@example.org', signature: hmac(secret, 'ada') };
  await world.get(IdentifyVisitor).run(talk.visitor, said);
  await world.after(300);
  expect(await world.sent(talk)).toEqual([]);
  await identify({ email: 'known@example.org' });
  await world.after(0);
  const [mail] = await mails(talk, 1);
  expect(mail.recipient).toBe('known@example.org');

  const events = () =>
    world.database.query('SELECT FROM events WHERE name = $1 AND subject_id = $2', [
      'visitor.address_changed',
      talk.visitor.id,
    ]);
  expect(await events()).toHaveLength(1);
  await identify({ email: 'known@example.org', name: 'Ada L.' });
  expect(await events()).toHaveLength(1);
});

it('writes of a conversation that a member began, though nothing more happens in it', async () => {
  const { visitor } = await world.talk();
  const { lea, siteId } = world;
  const { conversationId } = await world.get(UnitOfWork).run(world.brandId, () =>
    world.get(StartConversationRecord).run(lea, {
      siteId,
      visitorId: visitor.id,
      origin: 'targeted',
      asynchronous: true,
      locale: 'fr',
      memberId: lea.id,
      message: { side: 'member', authorId: lea.id, clientId: newId(), body: 'Your lamp is ready.' },
    }),
  );
  const talk = { visitor, conversationId };
  await world.after(119);
  expect(await world.sent(talk)).toEqual([]);
  await world.after(1);
  const [mail] = await mails(talk, 1);
  expect(mail.text).toContain('Your lamp is ready.');
});

it('tells nothing of what was read meanwhile', async () => {
  const talk = await world.talk();
  await world.answers(talk);
  await world.after(60);
  await reads(talk);
  await world.closes(talk);
  await world.after(300);
  expect(await world.sent(talk)).toEqual([]);
});

it('writes to a visitor who was there at the end and left without reading, a minute after leaving', async () => {
  const talk = await world.talk();
  const connection = await arrives(talk);
  await world.answers(talk);
  await world.closes(talk);
  await world.after(200);
  expect(await world.sent(talk)).toEqual([]);

  await world.get(Presence).leave(connection);
  await world.after(59);
  expect(await world.sent(talk)).toEqual([]);
  await world.after(1);
  await mails(talk, 1);
});

it('writes to nobody who moves from page to page', async () => {
  const talk = await world.talk();
  const first = await arrives(talk);
  await world.answers(talk);
  await world.after(200);
  await world.get(Presence).leave(first);
  await world.after(5);
  const second = await arrives(talk);
  await world.after(100);
  expect(await world.sent(talk)).toEqual([]);
  await world.get(Presence).leave(second);
  await reads(talk);
  await world.after(100);
  expect(await world.sent(talk)).toEqual([]);
});

it('tells of each message once, in one thread', async () => {
  const talk = await world.talk();
  await world.answers(talk, 'The first answer.');
  await world.after(120);
  const [first] = await mails(talk, 1);
  await world.after(600);
  await world.answers(talk, 'The second answer.');
  await world.after(120);
  const [, second] = await mails(talk, 2);
  expect(second.headers['In-Reply-To']).toBe(first.headers['Message-ID']);
  expect(second.headers.References).toBe(
    `<${talk.conversationId}@chat.example> ${first.headers['Message-ID']}`,
  );
  await world.closes(talk);
  await world.after(600);
  expect(await world.sent(talk)).toHaveLength(2);
});

it('writes nothing to a visitor without an address, and costs them no timer', async () => {
  const talk = await world.talk({ email: null });
  await world.answers(talk);
  expect(await world.database.query('SELECT FROM jobs WHERE key = $1', [talk.conversationId])).toEqual([]);
  await world.closes(talk);
  await world.after(300);
  expect(await world.sent(talk)).toEqual([]);
});

it('looks again before it sends: the address is gone, or another one', async () => {
  const talk = await world.talk();
  await world.answers(talk);
  await setAddress(talk, 'another@example.org');
  await world.after(120);
  const [mail] = await mails(talk, 1);
  expect(mail.recipient).toBe('another@example.org');

  const gone = await world.talk();
  await world.answers(gone);
  await setAddress(gone, null);
  await world.after(120);
  expect(await world.sent(gone)).toEqual([]);
});

it('shows nothing that the visitor has hidden', async () => {
  const talk = await world.talk();
  await world.asks(talk, 'A secret question');
  await world.answers(talk, 'A secret answer');
  await world.after(1);
  await world.database.query('UPDATE visitors SET history_hidden_at = $2 WHERE id = $1', [
    talk.visitor.id,
    new Date('2100-01-01'),
  ]);
  await world.after(300);
  expect(await world.sent(talk)).toEqual([]);
});

it('keeps what people wrote as text, whatever it looks like', async () => {
  const talk = await world.talk({ name: '<script>{{brand.name}}</script>' });
  await world.asks(talk, '<img src=x onerror=alert(1)> {{brand}}');
  await world.answers(talk, 'See https://example.org/a?b=1&c=2 & tell me');
  await world.after(120);
  const [mail] = await mails(talk, 1);
  expect(mail.html).not.toMatch(/<img src=x|<script/);
  expect(mail.html).toContain('&lt;img src');
  expect(mail.html).toContain('{{brand}}');
  expect(mail.text).toContain('<img src=x onerror=alert(1)> {{brand}}');
});

it('writes from right to left in Arabic', async () => {
  const talk = await world.talk({ locale: 'ar' });
  await world.answers(talk);
  await world.after(120);
  const [mail] = await mails(talk, 1);
  expect(mail.html).toMatch(/<html lang="ar" dir="rtl"/);
});

/** Of a conversation that is gone, to an address that nobody has. */
const notificationOf = (template: MailKind): Notification => ({
  brandId: world.brandId,
  id: newId(),
  channel: 'email',
  template,
  recipient: 'nobody@example.org',
  locale: 'fr',
  visitorId: null,
  conversationId: newId(),
  upToSeq: 1,
  state: 'queued',
  reason: null,
  tries: 1,
  messageId: 'a@chat.example',
  createdAt: new Date(),
  queuedAt: new Date(),
  nextTryAt: null,
  stateAt: new Date(),
});

it.each(MAIL_KINDS)(
  'knows who makes a mail of the kind %s, and when there is no reason left for it',
  async (kind) => {
    const made = await world.get(MailComposers).compose(notificationOf(kind));
    expect(made).toEqual({ suppressed: kind === 'sender_check' ? 'address_changed' : 'gone' });
  },
);
