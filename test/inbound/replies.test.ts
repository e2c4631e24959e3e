import { BlockVisitor, CloseConversation, Threads } from '../../src/conversations/index.js';
import { WholeMails } from '../../src/inbound/index.js';
import { newId, type MemberActor, type VisitorActor } from '../../src/kernel/index.js';
import { Mailbox } from '../../src/notifications/index.js';
import { FileStore, Pump } from '../../src/platform/index.js';
import { AcceptTerms } from '../../src/visitors/index.js';
import { until } from '../support/platform.js';
import { startInboundWorld, type InboundWorld } from './world.js';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let world: InboundWorld;

beforeAll(async () => {
  world = await startInboundWorld();
});

afterAll(() => world?.close());

it("puts what a visitor answers by mail into the conversation as the visitor's, without the mail it answers", async () => {
  const talk = await world.talk();
  await world.replies(
    talk,
    'Oui, en laiton.\n\nCordialement,\nAda\n\nLe sam. 21 nov. 2026 à 12:00, A brand <x@chat.example> a écrit :\n\n> Bonjour',
  );
  const [mail] = await world.become(talk, 'entered');
  expect(mail).toMatchObject({ sender: talk.email, sender_known: true });
  expect(await world.entries(talk)).toMatchObject([
    { kind: 'message', side: 'visitor', body: 'Oui, en laiton.', params: { via: 'email' } },
  ]);
});

it('wakes a snoozed conversation', async () => {
  const talk = await world.talk();
  await world.database.query(
    `UPDATE conversations SET state = 'snoozed', member_id = NULL, snoozed_by = $2, snoozed_until = '2100-01-01' WHERE id = $1`,
    [talk.conversationId, world.lea.id],
  );
  await world.replies(talk, 'I am back.');
  await world.become(talk, 'entered');
  const names = await world.database.query<{ name: string }>(
    'SELECT name FROM events WHERE conversation_id = $1',
    [talk.conversationId],
  );
  expect(names.map(({ name }) => name)).toContain('conversation.replied');
});

it('takes the same mail once, however often it comes', async () => {
  const talk = await world.talk();
  const messageId = `<${newId()}@example.org>`;
  for (let times = 0; times < 3; times += 1) await world.replies(talk, 'Only once.', { messageId });
  await world.become(talk, 'entered');
  expect(await world.mails(talk)).toHaveLength(1);
  expect(await world.messages(talk)).toEqual(['Only once.']);
});

it('keeps what is attached and shown within, by content, and names what it does not keep', async () => {
  const talk = await world.talk();
  await world.replies(talk, 'See here', {
    html: '<p>See here</p><img src="cid:picture">',
    attachments: [
      { filename: 'lamp.png', content: PNG },
      { filename: 'within.png', content: PNG, cid: 'picture' },
      { filename: 'invoice.png', content: Buffer.from('MZ\u0090\u0000 not a picture') },
      {
        filename: 'large.pdf',
        content: Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(11 * 1024 * 1024, 65)]),
      },
    ],
  });
  await world.become(talk, 'entered');
  const [message, line] = await world.entries(talk);
  expect(message.file_ids).toHaveLength(2);
  expect(line).toMatchObject({ code: 'files_left_out', params: { names: 'invoice.png, large.pdf' } });
  const names = await world.database.query<{ name: string }>(
    'SELECT name FROM files WHERE id = ANY ($1) ORDER BY name',
    [message.file_ids],
  );
  expect(names.map(({ name }) => name)).toEqual(['lamp.png', 'within.png']);
});

it('brings a file without a word', async () => {
  const talk = await world.talk();
  await world.replies(talk, '', { attachments: [{ filename: 'lamp.png', content: PNG }] });
  await world.become(talk, 'entered');
  const [message] = await world.entries(talk);
  expect(message).toMatchObject({ body: '', file_ids: [expect.any(String)] });
});

it('makes several messages of a long mail, in its order, and loses nothing', async () => {
  const talk = await world.talk();
  const words = Array.from({ length: 1500 }, (_, at) => `word${at}`).join(' ');
  await world.replies(talk, words);
  await world.become(talk, 'entered');
  const messages = await world.messages(talk);
  expect(messages.length).toBeGreaterThan(1);
  expect(messages.join(' ')).toBe(words);
});

it('keeps all of a text that is too long for messages as a file of the last one', async () => {
  const talk = await world.talk();
  const words = Array.from({ length: 20_000 }, (_, at) => `word${at}`).join(' ');
  await world.replies(talk, words);
  await world.become(talk, 'entered');
  const entries = await world.entries(talk);
  expect(entries).toHaveLength(25);
  expect(entries.slice(0, -1).every(({ file_ids }) => file_ids === null)).toBe(true);
  expect(entries.filter(({ params }) => params?.mail)).toEqual([entries.at(-1)]);
  const [fileId] = entries.at(-1)?.file_ids ?? [];
  expect(await world.database.query('SELECT name, type FROM files WHERE id = $1', [fileId])).toEqual([
    { name: 'e-mail.txt', type: 'text/plain' },
  ]);
  const bytes = await world.get(FileStore).bytes({ brandId: world.brandId, fileId, variant: 'whole' });
  expect(bytes?.toString()).toBe(words);
});

it('keeps what it cuts off below an answer, for members who may read along', async () => {
  const talk = await world.talk();
  const text =
    'Yes, please.\n\n--\nAda\n\nOn Sat, 21 Nov 2026 at 12:00, A brand <x@chat.example> wrote:\n\n> Hello';
  await world.replies(talk, text, { attachments: [{ filename: 'lamp.png', content: PNG }] });
  const [{ id }] = await world.become(talk, 'entered');
  expect(await world.messages(talk)).toEqual(['Yes, please.']);
  const mails = world.get(WholeMails);
  const whole = await mails.mail(world.lea, id);
  expect(whole.text?.trim()).toBe(text);
  expect(whole.fileNames).toEqual(['lamp.png']);
  const { threadPage } = world.get(Threads);
  const shownTo = async (actor: VisitorActor | MemberActor) =>
    (await threadPage.call(world.get(Threads), actor, talk.conversationId)).entries[0].mail;
  expect(await shownTo(world.lea)).toBe(id);
  expect(await shownTo(talk.visitor)).toBeNull();
  await expect(mails.mail(await world.member('Karim'), id)).rejects.toMatchObject({ code: 'forbidden' });
  const other = await world.neighbour();
  await expect(mails.mail(await other.member('Zoe', 'admin'), id)).rejects.toMatchObject({
    code: 'not_found',
  });
});

it('refuses a mail of 30 MB', async () => {
  const talk = await world.talk();
  const attachments = [{ filename: 'large.pdf', content: Buffer.alloc(22 * 1024 * 1024, 65) }];
  await expect(world.replies(talk, 'Large', { attachments })).rejects.toMatchObject({ responseCode: 552 });
  expect(await world.mails(talk)).toEqual([]);
});

it('answers a forged, broken or foreign address with no, in clear words, and relays nothing', async () => {
  const talk = await world.talk();
  const other = await world.talk();
  const forged = talk.address.slice(0, 45) + other.address.slice(45);
  for (const to of [forged, 'reply+x@chat.example', 'somebody@chat.example', 'ada@example.org'])
    await expect(world.send({ from: talk.email, to, text: 'Hello' })).rejects.toMatchObject({
      responseCode: 550,
      response: expect.stringContaining('only answers to our messages'),
    });
});

it.each([
  ['auto-submitted', 'auto-replied', 'automatic'],
  ['precedence', 'auto_reply', 'bulk'],
  ['list-id', '<list.example.org>', 'bulk'],
])('does not let programs talk: %s', async (name, value, reason) => {
  const talk = await world.talk();
  await world.replies(talk, 'I am away', { headers: { [name]: value } });
  const [mail] = await world.become(talk, 'ignored');
  expect(mail.reason).toBe(reason);
  expect(await world.entries(talk)).toEqual([]);
  expect(await world.notices(talk)).toEqual([]);
});

it('answers once to a closed conversation, and keeps what was written', async () => {
  const talk = await world.talk();
  await world.get(CloseConversation).run(world.lea, { conversationId: talk.conversationId });
  await world.replies(talk, 'One more thing');
  await world.replies(talk, 'And another');
  const rows = await world.become(talk, 'closed', 2);
  expect((await world.notices(talk)).filter((template) => template === 'conversation_over')).toHaveLength(1);
  expect(await world.messages(talk)).toEqual([]);

  const lines = (await world.get(Threads).threadPage(world.lea, talk.conversationId)).entries.slice(-2);
  expect(lines).toMatchObject(
    rows.map(({ id }) => ({ mail: id, line: expect.stringContaining('après la fin de cette conversation') })),
  );
  const { text } = await world.get(WholeMails).mail(world.lea, rows[0].id);
  expect(text?.trim()).toBe('One more thing');
  const seen = (await world.get(Threads).threadPage(talk.visitor, talk.conversationId)).entries;
  expect(seen.filter(({ mail }) => mail !== null)).toEqual([]);
});

it('drops what somebody blocked writes, without a hint', async () => {
  const talk = await world.talk();
  await world.get(BlockVisitor).run(world.lea, { conversationId: talk.conversationId, close: false });
  await world.replies(talk, 'Hello?');
  const [mail] = await world.become(talk, 'ignored');
  expect(mail.reason).toBe('blocked');
  expect(await world.messages(talk)).toEqual([]);
  expect(await world.notices(talk)).toEqual([]);
});

it('believes the address that it came to, and notes whom it says it is from', async () => {
  const talk = await world.talk();
  await world.replies(talk, 'From my other account', { from: 'Ada <ada@elsewhere.example>' });
  const [mail] = await world.become(talk, 'entered');
  expect(mail).toMatchObject({ sender: 'ada@elsewhere.example', sender_known: false });
  const seenBy = async (actor: VisitorActor | MemberActor) =>
    (await world.get(Threads).threadPage(actor, talk.conversationId)).entries[0];
  expect(await seenBy(world.lea)).toMatchObject({ via: 'Par e-mail, depuis une autre adresse' });
  expect(await seenBy(talk.visitor)).toMatchObject({ via: null });
});

it('keeps what somebody wrote who has not accepted unseen, answers once, and lets it enter upon acceptance', async () => {
  const talk = await world.talk();
  const terms = await world.document({ audience: 'visitors', kind: 'terms', version: 1 });
  await world.replies(talk, 'First');
  const [{ id: unseen }] = await world.become(talk, 'waiting');
  expect((await world.get(WholeMails).mail(world.lea, unseen)).text).toBeNull();
  await world.replies(talk, 'Second');
  await world.become(talk, 'waiting', 2);
  expect(await world.entries(talk)).toEqual([]);
  expect(await world.notices(talk)).toEqual(['accept_terms']);
  const mailbox = world.get(Mailbox);
  const ofAda = async () => {
    const { mails } = await mailbox.page(world.lea, null);
    return mails.filter(({ recipient }) => recipient === talk.email);
  };
  await until(async () => (await ofAda()).length === 1);
  const [sent] = await ofAda();
  const { text } = await mailbox.mail(world.lea, sent.id);
  expect(text).toMatch(/accepter les conditions/);
  expect(text).toMatch(/http:\/\/chat\.example\/l\/[\w.-]+/);

  await world.get(AcceptTerms).run(talk.visitor, { documentIds: [terms], address: '127.0.0.1' });
  world.get(Pump).turn();
  await world.become(talk, 'entered', 2);
  expect(await world.messages(talk)).toEqual(['First', 'Second']);
  await world.database.query('UPDATE documents SET must_accept = false');
});

it.each([
  ['iso-8859-1', Buffer.from('Ça coûte 5 £', 'latin1'), 'Ça coûte 5 £'],
  ['windows-1252', Buffer.from([0x80, 0x20, 0x93, 0x6f, 0x6b, 0x94]), '€ “ok”'],
  ['utf-8', Buffer.from('👋 مرحبا'), '👋 مرحبا'],
  ['utf-8', Buffer.from([0x61, 0xed, 0xa0, 0x80, 0x62, 0x00, 0x63]), 'a\ufffd\ufffd\ufffdb\ufffdc'],
  ['no-such-charset', Buffer.from('plain'), 'plain'],
])('reads %s', async (charset, bytes, expected) => {
  const talk = await world.talk();
  const head = `From: ${talk.email}\r\nTo: ${talk.address}\r\nMessage-ID: <${newId()}@x>\r\n`;
  const type = `MIME-Version: 1.0\r\nContent-Type: text/plain; charset=${charset}\r\nContent-Transfer-Encoding: base64\r\n\r\n`;
  await world.send({
    envelope: { from: talk.email, to: talk.address },
    raw: `${head}${type}${bytes.toString('base64')}\r\n`,
  });
  await world.become(talk, 'entered');
  expect(await world.messages(talk)).toEqual([expected]);
});

it('takes words from markup alone, and nothing that runs', async () => {
  const talk = await world.talk();
  await world.replies(talk, '', {
    text: undefined,
    html: '<div>Oui &amp; merci<br>Ada</div><script>alert(1)</script><style>p{}</style>',
  });
  await world.become(talk, 'entered');
  const [body] = await world.messages(talk);
  expect(body).toContain('Oui & merci\nAda');
  expect(body).not.toContain('alert');
});
