import { jest } from '@jest/globals';
import { BlockVisitor, CloseConversation, PostMessage, Threads } from '../../src/conversations/index.js';
import { LetMailIn, WholeMails } from '../../src/inbound/index.js';
import { MailFiles } from '../../src/inbound/mail-files.js';
import { ReadMail } from '../../src/inbound/read-mail.js';
import { Clock, newId, type MemberActor, type VisitorActor } from '../../src/kernel/index.js';
import { Mailbox } from '../../src/mail/index.js';
import { FileStore, Pump, Retention } from '../../src/platform/index.js';
import { AcceptTerms } from '../../src/visitors/index.js';
import { until } from '../support/platform.js';
import { startInboundWorld, type InboundWorld, type Talk } from './world.js';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let world: InboundWorld;

beforeAll(async () => {
  world = await startInboundWorld();
});

afterAll(() => world?.close());

async function snooze({ conversationId }: Talk): Promise<void> {
  await world.database.query(
    `UPDATE conversations SET state = 'snoozed', member_id = NULL, snoozed_by = $2, snoozed_until = '2100-01-01' WHERE id = $1`,
    [conversationId, world.lea.id],
  );
}

async function eventsOf({ conversationId }: Talk): Promise<string[]> {
  const rows = await world.database.query<{ name: string }>(
    'SELECT name FROM events WHERE conversation_id = $1',
    [conversationId],
  );
  return rows.map(({ name }) => name);
}

it("puts what a visitor answers by mail into the conversation as the visitor's, without the mail it answers", async () => {
  const talk = await world.talk();
  await world.replies(
    talk,
    'Oui, en laiton.\n\nCordialement,\nAda\n\nLe sam. 21 nov. 2026 à 12:00, A brand <x@chat.example> a écrit :\n\n> Bonjour',
  );
  const [mail] = await world.become(talk, 'entered');
  expect(mail).toMatchObject({ sender: talk.email, sender_known: true });
  expect(await world.entries(talk)).toMatchObject([
    {
      kind: 'message',
      side: 'visitor',
      body: 'Oui, en laiton.\n\nCordialement,\nAda',
      params: { via: 'email' },
    },
  ]);
});

it.each([
  [
    'a line right above what announces our mail',
    {
      text: 'Yes please.\nOn Mon, 30 Nov 2026 at 20:10 A brand <no-reply@localhost> wrote:\n> — Write your answer above this line —\n>\n> Hello',
    },
    'Yes please.',
  ],
  [
    'lines of markup right above it',
    {
      text: undefined,
      html: '<div>one</div><div>two</div><div>On Mon, 30 Nov 2026 at 20:10 A brand &lt;no-reply@localhost&gt; wrote:</div><blockquote type="cite"><p>Hello</p></blockquote>',
    },
    'one\ntwo',
  ],
  [
    'a word that may announce our mail, alone',
    { text: 'Call me on 30 Nov 2026 at 20:10:\n\n— Write your answer above this line —\nHello' },
    'Call me on 30 Nov 2026 at 20:10:',
  ],
])('takes %s without our mail', async (_what, mail, words) => {
  const talk = await world.talk();
  await world.replies(talk, '', mail);
  const [{ id }] = await world.become(talk, 'entered');
  expect(await world.entries(talk)).toMatchObject([{ body: words, params: { mail: id } }]);
});

it('folds what is most likely a signature, for both sides, and says of nothing that it was cut', async () => {
  const talk = await world.talk();
  await world.replies(talk, 'Oui, en laiton.\n\nCordialement,\nAda Lovelace\nLovelace SA');
  await world.become(talk, 'entered');
  for (const actor of [world.lea, talk.visitor]) {
    const [entry] = (await world.get(Threads).threadPage(actor, talk.conversationId)).entries;
    expect(entry).toMatchObject({
      parts: [{ text: 'Oui, en laiton.' }],
      rest: { parts: [{ text: 'Cordialement,\nAda Lovelace\nLovelace SA' }], pictures: [] },
      mail: null,
    });
  }
});

it('shows a postscript below a signature', async () => {
  const talk = await world.talk();
  const text = 'Kind regards,\nAda\n\nPS: refund the 40 euros of my last order.';
  await world.replies(talk, text);
  await world.become(talk, 'entered');
  expect(await world.entries(talk)).toMatchObject([{ body: text, params: { via: 'email' } }]);
});

it('takes a photo above our mail for the photo alone, also where its first words stand above our mark', async () => {
  const talk = await world.talk();
  await world.get(PostMessage).run(world.lea, {
    conversationId: talk.conversationId,
    clientId: newId(),
    body: 'Bonjour Ada, la lampe est en laiton.',
  });
  const quoted = `Bonjour Ada, la lampe est en laiton.\n— Écrivez votre réponse au-dessus de cette ligne —\n\nLéa vous a répondu.`;
  await world.replies(talk, `\n\nDen 21.11.2026 12:00, skrev A brand:\n\n${quoted}`, {
    attachments: [{ filename: 'lamp.png', content: PNG }],
  });
  const [{ id }] = await world.become(talk, 'entered');
  const message = (await world.entries(talk)).at(-1);
  expect(message).toMatchObject({ body: '', file_ids: [expect.any(String)], params: { mail: id } });
});

it('folds the logo of a signature', async () => {
  const talk = await world.talk();
  await world.replies(talk, '', {
    text: undefined,
    html: '<p>See here</p><img src="cid:logo">',
    attachments: [
      { filename: 'lamp.png', content: PNG },
      { filename: 'logo.png', content: PNG, cid: 'logo' },
    ],
  });
  await world.become(talk, 'entered');
  const [entry] = (await world.get(Threads).threadPage(world.lea, talk.conversationId)).entries;
  expect(entry).toMatchObject({
    pictures: [{ name: 'lamp.png' }],
    rest: { pictures: [{ name: 'logo.png' }] },
  });
});

it('wakes a snoozed conversation', async () => {
  const talk = await world.talk();
  await snooze(talk);
  await world.replies(talk, 'I am back.');
  await world.become(talk, 'entered');
  expect(await eventsOf(talk)).toContain('conversation.replied');
});

it('leaves a snoozed conversation asleep where somebody is away, and says so', async () => {
  const talk = await world.talk();
  await snooze(talk);
  await world.replies(talk, 'I am away until Monday.', { subject: 'Automatic reply: An answer' });
  await world.become(talk, 'entered');
  expect(await eventsOf(talk)).not.toContain('conversation.replied');
  const [entry] = (await world.get(Threads).threadPage(world.lea, talk.conversationId)).entries;
  expect(entry).toMatchObject({ via: 'Par e-mail · Réponse automatique' });
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

it('reads a mail again whose files were not inspected, since nobody would have kept them a moment ago', async () => {
  const talk = await world.talk();
  const before = jest.spyOn(world.get(ReadMail), 'keepsFiles').mockResolvedValueOnce(false);
  await world.replies(talk, 'Look', { attachments: [{ filename: 'lamp.png', content: PNG }] });
  await world.become(talk, 'entered');
  expect(before).toHaveBeenCalledTimes(2);
  before.mockRestore();
  expect(await world.entries(talk)).toMatchObject([{ body: 'Look', file_ids: [expect.any(String)] }]);
});

it('keeps all of a text that is too long for messages as a file of the last one', async () => {
  const talk = await world.talk();
  const words = Array.from({ length: 20_000 }, (_, at) => `word${at}`).join(' ');
  await world.replies(talk, words);
  await world.become(talk, 'entered');
  const entries = await world.entries(talk);
  expect(entries).toHaveLength(5);
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
    'Yes, please.\n\n-- \nAda\n\nOn Sat, 21 Nov 2026 at 12:00, A brand <x@chat.example> wrote:\n\n> Hello';
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

it('lets a mail enter behind those of its conversation that came before it, for a minute each', async () => {
  const talk = await world.talk();
  const came = (id: string, ago: string) =>
    world.database.query(
      `INSERT INTO received_mails (brand_id, id, kind, conversation_id, mail_key, return_path, size, state, received_at, state_at)
       VALUES ($1, $2, 'reply', $3, $4, '', 1, 'received', now() - $5::interval, now() - $5::interval)`,
      [world.brandId, id, talk.conversationId, id, ago],
    );
  const [stuck, earlier] = [newId(), newId()];
  await came(stuck, '2 minutes');
  await came(earlier, '1 second');
  await world.replies(talk, 'Second.');
  await world.become(talk, 'read');
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(await world.messages(talk)).toEqual([]);
  await world.database.query("UPDATE received_mails SET state = 'entered' WHERE id = $1", [earlier]);
  await until(async () => (await world.messages(talk)).length === 1);
  expect(await world.messages(talk)).toEqual(['Second.']);
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

it('has what it kept out for thirty days', async () => {
  const [younger, older] = [await world.talk(), await world.talk()];
  for (const [talk, minutes] of [
    [younger, 30 * 24 * 60 - 5],
    [older, 30 * 24 * 60],
  ] as const) {
    await world.replies(talk, 'I am away', { headers: { 'auto-submitted': 'auto-replied' } });
    const [{ id }] = await world.become(talk, 'ignored');
    const at = new Date(world.get(Clock).now().getTime() - minutes * 60_000);
    await world.database.query('UPDATE received_mails SET state_at = $2 WHERE id = $1', [id, at]);
  }
  await world.get(Retention).plan();
  await world.database.query(
    `UPDATE jobs SET due_at = $1 WHERE name = 'retention.forget' AND state = 'due'`,
    [world.get(Clock).now()],
  );
  world.get(Pump).turn();
  await until(async () => (await world.mails(older))[0].reason === 'gone');
  expect((await world.mails(younger))[0].reason).toBe('automatic');
});

it('keeps out what a program wrote, for members to look at and to add', async () => {
  const talk = await world.talk();
  await world.replies(talk, 'I am away', {
    headers: { 'auto-submitted': 'auto-replied' },
    attachments: [{ filename: 'lamp.png', content: PNG }],
  });
  const [{ id, reason }] = await world.become(talk, 'ignored');
  expect(reason).toBe('automatic');
  expect(await world.messages(talk)).toEqual([]);
  expect(await world.notices(talk)).toEqual([]);
  const [line] = (await world.get(Threads).threadPage(world.lea, talk.conversationId)).entries;
  expect(line).toMatchObject({ kind: 'information', mail: id, line: expect.stringContaining('automatique') });
  expect((await world.get(Threads).threadPage(talk.visitor, talk.conversationId)).entries).toEqual([]);
  const mails = world.get(WholeMails);
  expect(await mails.mail(world.lea, id)).toMatchObject({ canLetIn: true, fileNames: ['lamp.png'] });
  expect((await mails.mail(world.lea, id)).text?.trim()).toBe('I am away');

  const letIn = world.get(LetMailIn);
  await expect(letIn.run(await world.member('Karim'), id)).rejects.toMatchObject({ code: 'forbidden' });
  await letIn.run(world.lea, id);
  world.get(Pump).turn();
  await world.become(talk, 'entered');
  expect(await world.messages(talk)).toEqual(['I am away']);
  expect((await world.entries(talk)).at(-1)?.file_ids).toHaveLength(1);
  expect(await eventsOf(talk)).toContain('settings.mail_let_in');
  await expect(letIn.run(world.lea, id)).rejects.toMatchObject({ code: 'mail_not_kept_out' });
  const other = await world.neighbour();
  await expect(letIn.run(await other.member('Zoe', 'admin'), id)).rejects.toMatchObject({
    code: 'not_found',
  });
});

it.each([
  ['application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m', 'chiffré'],
  ['message/partial; id=x; number=1; total=2', 'plusieurs morceaux'],
])('says what it cannot read, and answers once: %s', async (type, words) => {
  const talk = await world.talk();
  for (const times of [1, 2]) {
    const raw = `From: ${talk.email}\r\nMessage-ID: <${newId()}@x>\r\nContent-Type: ${type}\r\n\r\nMIAGCSqGSIb3DQEHA6CAMIAC`;
    await world.send({ envelope: { from: talk.email, to: talk.address }, raw });
    await world.become(talk, 'ignored', times);
  }
  const { entries } = await world.get(Threads).threadPage(world.lea, talk.conversationId);
  expect(entries).toMatchObject([1, 2].map(() => ({ line: expect.stringContaining(words) })));
  expect(await world.notices(talk)).toEqual(['mail_unreadable']);
});

it.each([
  ['x-auto-response-suppress', 'DR, OOF, AutoReply'],
  ['precedence', 'bulk'],
  ['precedence', 'list'],
  ['list-id', '<list.example.org>'],
])('lets in what only hints at a program: %s', async (name, value) => {
  const talk = await world.talk();
  await world.replies(talk, 'Please cancel my order.', { headers: { [name]: value } });
  await world.become(talk, 'entered');
  expect(await world.messages(talk)).toEqual(['Please cancel my order.']);
});

it('lets in what a person writes of a mail that came back', async () => {
  const talk = await world.talk();
  const text = 'My mail to you came back: 550 5.1.1 <help@example.org>: no such user. Where shall I write?';
  await world.replies(talk, text);
  await world.become(talk, 'entered');
  expect(await world.messages(talk)).toEqual([text]);
});

it('takes two different mails with one number as two', async () => {
  const talk = await world.talk();
  const messageId = `<${newId()}@example.org>`;
  await world.replies(talk, 'First.', { messageId });
  await world.become(talk, 'entered');
  await world.replies(talk, 'Second.', { messageId });
  await world.become(talk, 'entered', 2);
  await world.replies(talk, 'Second.', { messageId, headers: { 'x-spam': 'no', received: 'by mx' } });
  expect(await world.messages(talk)).toEqual(['First.', 'Second.']);
  expect(await world.mails(talk)).toHaveLength(2);
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
    rows.map(({ id }) => ({
      mail: id,
      line: expect.stringContaining('après la clôture de cette conversation'),
    })),
  );
  const { text } = await world.get(WholeMails).mail(world.lea, rows[0].id);
  expect(text?.trim()).toBe('One more thing');
  const seen = (await world.get(Threads).threadPage(talk.visitor, talk.conversationId)).entries;
  expect(seen.filter(({ mail }) => mail !== null)).toEqual([]);
});

it('drops what somebody blocked writes, without a hint', async () => {
  const talk = await world.talk();
  await world.get(BlockVisitor).run(world.lea, { conversationId: talk.conversationId, close: false });
  const inspected = jest.spyOn(world.get(MailFiles), 'inspected');
  await world.replies(talk, 'Hello?', { attachments: [{ filename: 'lamp.png', content: PNG }] });
  const [mail] = await world.become(talk, 'ignored');
  expect(mail.reason).toBe('blocked');
  expect(inspected).not.toHaveBeenCalled();
  inspected.mockRestore();
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
