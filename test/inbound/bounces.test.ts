import { CloseConversation, PostMessage } from '../../src/conversations/index.js';
import { newId } from '../../src/kernel/index.js';
import { BounceAddress, ReplyAddress } from '../../src/mail/index.js';
import { ChangeVisitorSettings } from '../../src/visitors/index.js';
import { until } from '../support/platform.js';
import { startInboundWorld, type InboundWorld, type Talk } from './world.js';

let world: InboundWorld;

beforeAll(async () => {
  world = await startInboundWorld();
});

afterAll(() => world?.close());

interface Sent {
  id: string;
  state: string;
  reason: string | null;
  recipient: string;
  provider_id: string;
}

const sent = (talk: Talk) =>
  world.database.query<Sent>('SELECT * FROM notifications WHERE conversation_id = $1 ORDER BY id', [
    talk.conversationId,
  ]);

/** A mail of ours that tells of an answer and has gone out. */
async function told(talk: Talk): Promise<Sent> {
  const { conversationId } = talk;
  await world.get(PostMessage).run(world.lea, { conversationId, clientId: newId(), body: 'Yes' });
  await world.get(CloseConversation).run(world.lea, { conversationId });
  await until(async () => (await sent(talk)).some(({ state }) => state === 'sent'), 15_000);
  return (await sent(talk))[0];
}

const report = (action: string, status: string, original = '') => `From: mailer-daemon@mx.example.org
Subject: Delivery Status Notification
Auto-Submitted: auto-replied
Message-ID: <${newId()}@mx.example.org>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=edge

--edge
Content-Type: text/plain

Something became of your mail.
--edge
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; ada@example.org
Action: ${action}
Status: ${status}

--edge
Content-Type: text/rfc822-headers

From: somebody@chat.example
Message-ID: <${original}>

--edge--
`;

const back = (to: string, raw: string) => world.send({ envelope: { from: '', to }, raw });
const addressOf = ({ id }: Sent) =>
  world.get(BounceAddress).make({ brandId: world.brandId, notificationId: id }) ?? '';

it('fails a mail that came back, with the reason, and writes to that address no more until it is another one', async () => {
  const talk = await world.talk();
  const mail = await told(talk);
  await back(addressOf(mail), report('failed', '5.1.1'));
  await until(async () => (await sent(talk))[0].state === 'failed');
  expect((await sent(talk))[0]).toMatchObject({ reason: 'bounced:5.1.1' });
  expect((await world.entries(talk)).at(-1)).toMatchObject({ code: 'mail_returned' });

  const next = await world.conversation(talk.visitor, { member: world.lea });
  const later = { ...talk, conversationId: next };
  await world.get(PostMessage).run(world.lea, { conversationId: next, clientId: newId(), body: 'Hello?' });
  await world.get(CloseConversation).run(world.lea, { conversationId: next });
  await until(async () => (await sent(later))[0]?.state === 'suppressed', 15_000);
  expect(await sent(later)).toMatchObject([{ reason: 'bounced' }]);

  const email = `${newId()}@example.org`;
  await world.get(ChangeVisitorSettings).run(talk.visitor, { email });
  await until(async () => (await sent(later))[1]?.state === 'sent', 15_000);
  const [, again] = await sent(later);
  expect(again.recipient).toBe(email);
});

it('goes on writing to an address whose server did not want this one mail', async () => {
  const talk = await world.talk();
  await back(addressOf(await told(talk)), report('failed', '5.2.2'));
  await until(async () => (await sent(talk))[0].state === 'failed');
  expect((await sent(talk))[0].reason).toBe('returned:5.2.2');
  expect((await world.entries(talk)).at(-1)).toMatchObject({ code: 'mail_returned' });
});

it('notes that a mail arrived, and nothing of one that is only late', async () => {
  const talk = await world.talk();
  const mail = await told(talk);
  await back(addressOf(mail), report('delayed', '4.4.7'));
  await world.become(talk, 'noted');
  expect((await sent(talk))[0].state).toBe('sent');
  await back(addressOf(mail), report('delivered', '2.0.0'));
  await until(async () => (await sent(talk))[0].state === 'delivered');
});

it('knows a mail that came back to where answers come to by its number', async () => {
  const talk = await world.talk();
  const mail = await told(talk);
  await back(talk.address, report('failed', '5.1.1', mail.provider_id));
  await until(async () => (await sent(talk))[0].state === 'failed');
  expect((await world.entries(talk)).filter(({ side }) => side === 'visitor')).toEqual([]);
});

it('reads a report of an address beyond ASCII', async () => {
  const talk = await world.talk();
  const mail = await told(talk);
  const beyond = report('failed', '5.1.1')
    .replaceAll('message/delivery-status', 'message/global-delivery-status')
    .replaceAll('text/rfc822-headers', 'message/global-headers')
    .replace('rfc822; ada@', 'utf-8; zoé@');
  await back(addressOf(mail), beyond);
  await until(async () => (await sent(talk))[0].state === 'failed');
  expect((await sent(talk))[0].reason).toBe('bounced:5.1.1');
});

it('reads what qmail says in words of a mail that came back', async () => {
  const talk = await world.talk();
  const mail = await told(talk);
  const words = `From: MAILER-DAEMON@mx.example.org
Subject: failure notice

Hi. This is the qmail-send program at mx.example.org.
<ada@example.org>:
192.0.2.1 does not like recipient.
Remote host said: 550 5.1.1 <ada@example.org>: Recipient address rejected
Giving up on 192.0.2.1.
`;
  await back(addressOf(mail), words);
  await until(async () => (await sent(talk))[0].state === 'failed');
  expect((await sent(talk))[0].reason).toBe('bounced:5.1.1');
});

const mixed = (talk: Talk, part: string) =>
  `From: ${talk.email}\r\nMessage-ID: <${newId()}@x>\r\nContent-Type: multipart/mixed; boundary=outer\r\n\r\n--outer\r\nContent-Type: text/plain\r\n\r\nWhat does this mean?\r\n--outer\r\n${part}\r\n--outer--\r\n`;

it.each([
  [
    'forwards a report',
    () => report('failed', '5.1.1').slice(report('failed', '5.1.1').indexOf('Content-Type:')),
  ],
  [
    'attaches what machines say',
    () => 'Content-Type: message/delivery-status; name=details.txt\r\n\r\nAction: failed',
  ],
  [
    'attaches a receipt',
    () => 'Content-Type: message/disposition-notification\r\n\r\nDisposition: x; displayed',
  ],
])('lets in what a person writes who %s', async (_, part) => {
  const talk = await world.talk();
  const mail = await told(talk);
  const next = await world.conversation(talk.visitor, { member: world.lea });
  const later = { ...talk, conversationId: next };
  const to = world.get(ReplyAddress).make({ brandId: world.brandId, conversationId: next });
  await world.send({ envelope: { from: talk.email, to }, raw: mixed(talk, part()) });
  await world.become(later, 'entered');
  expect((await world.messages(later))[0]).toContain('What does this mean?');
  expect((await sent(talk))[0]).toMatchObject({ id: mail.id, state: 'sent' });
});

it.each(['MAILER-DAEMON@mx.example.org', 'postmaster@mx.example.org'])(
  'knows a report of %s though it has a sender',
  async (from) => {
    const talk = await world.talk();
    const mail = await told(talk);
    const raw = report('failed', '5.1.1', mail.provider_id)
      .replace('mailer-daemon@mx.example.org', from)
      .replace('Auto-Submitted: auto-replied\n', '');
    await world.send({ envelope: { from, to: talk.address }, raw });
    await until(async () => (await sent(talk))[0].state === 'failed');
  },
);

it('takes a receipt with the sender of who has read our mail for one', async () => {
  const talk = await world.talk();
  const raw = `From: ${talk.email}\r\nMessage-ID: <${newId()}@x>\r\nContent-Type: multipart/report; report-type=disposition-notification; boundary=edge\r\n\r\n--edge\r\nContent-Type: text/plain\r\n\r\nRead\r\n--edge\r\nContent-Type: message/disposition-notification\r\n\r\nDisposition: x; displayed\r\n--edge--\r\n`;
  await world.send({ envelope: { from: talk.email, to: talk.address }, raw });
  await world.become(talk, 'noted');
  expect(await world.messages(talk)).toEqual([]);
});

it('believes nobody without our address', async () => {
  const talk = await world.talk();
  const forged = addressOf(await told(talk)).replace(/^b\+..../, 'b+aaaa');
  await expect(back(forged, report('failed', '5.1.1'))).rejects.toMatchObject({ responseCode: 550 });
});
