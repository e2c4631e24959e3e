import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as encrypt } from 'node:tls';
import { createTransport } from 'nodemailer';
import { newId } from '../../src/kernel/index.js';
import { CERTIFICATE, KEY } from '../support/servers/certificate.js';
import { SmtpSession } from './smtp-session.js';
import { startInboundWorld, type InboundWorld, type Talk } from './world.js';

const MEGABYTE = 1024 * 1024;
/** Lines of 64 signs, as attachments have them. */
const PART = Buffer.from(`${'A'.repeat(62)}\r\n`.repeat(MEGABYTE / 64));

describe('where mails come in', () => {
  let world: InboundWorld;
  const sessions: SmtpSession[] = [];

  beforeAll(async () => {
    world = await startInboundWorld();
  });

  afterEach(() => sessions.splice(0).forEach((session) => session.close()));
  afterAll(() => world?.close());

  const open = async () => {
    const session = await SmtpSession.open(world.port);
    sessions.push(session);
    return session;
  };
  const began = async ({ email, address }: Talk) => {
    const session = await open();
    expect(await session.begin(email, address)).toMatch(/^354/);
    return session;
  };
  const head = ({ email }: Talk) => `From: ${email}\r\nMessage-ID: <${newId()}@x>\r\n`;

  it('offers no encryption without a key', async () => {
    const session = await open();
    await session.hear();
    expect(await session.say('EHLO elsewhere.example')).not.toContain('STARTTLS');
    expect(await session.say('STARTTLS')).toMatch(/^5/);
  });

  it('refuses a mail that says that it is too large before it comes', async () => {
    const talk = await world.talk();
    const session = await open();
    await session.hear();
    expect(await session.say('EHLO elsewhere.example')).toContain(`SIZE ${25 * MEGABYTE}`);
    expect(await session.say(`MAIL FROM:<${talk.email}> SIZE=${30 * MEGABYTE}`)).toMatch(/^552/);
  });

  it('refuses a mail that hides its size once it has come, keeps nothing of it, and takes the next', async () => {
    const talk = await world.talk();
    const session = await began(talk);
    const before = process.memoryUsage().arrayBuffers;
    await session.pour(PART, 200);
    const grown = process.memoryUsage().arrayBuffers - before;
    expect(await session.say('.')).toMatch(/^552/);
    expect(grown).toBeLessThan(100 * MEGABYTE);
    expect(await world.mails(talk)).toEqual([]);

    await session.say(`MAIL FROM:<${talk.email}>`);
    await session.say(`RCPT TO:<${talk.address}>`);
    await session.say('DATA');
    expect(await session.say(`${head(talk)}\r\nA smaller one\r\n.`)).toMatch(/^250/);
    await world.become(talk, 'entered');
    expect(await world.messages(talk)).toEqual(['A smaller one']);
  });

  it('puts off large mails that come together, rather than to fill the memory', async () => {
    const talks = await Promise.all(Array.from({ length: 6 }, () => world.talk()));
    const senders = await Promise.all(talks.map(began));
    for (const sender of senders) await sender.pour(PART, 22);
    const answers = await Promise.all(senders.map((sender) => sender.say('.')));
    const codes = answers.map((answer) => answer.slice(0, 3)).sort();
    expect(codes).toContain('452');
    expect(codes.filter((code) => code === '250').length).toBeGreaterThanOrEqual(3);

    const late = await began(talks[0]);
    expect(await late.say(`${head(talks[0])}\r\nLater\r\n.`)).toMatch(/^250/);
  });

  it('takes no more than thirty mails for one conversation in ten minutes, and has the rest tried again', async () => {
    const talk = await world.talk();
    const session = await open();
    await session.hear();
    await session.say('EHLO elsewhere.example');
    const answers = [];
    for (let at = 0; at < 31; at += 1) {
      await session.say('RSET');
      await session.say(`MAIL FROM:<${talk.email}>`);
      answers.push(await session.say(`RCPT TO:<${talk.address}>`));
    }
    expect(answers.slice(0, 30).every((answer) => answer.startsWith('250'))).toBe(true);
    expect(answers[30]).toMatch(/^450/);
    const other = await world.talk();
    expect(await session.say(`RCPT TO:<${other.address}>`)).toMatch(/^250/);
  });

  it('counts a recipient once who is named again in one mail, and takes ten of them', async () => {
    const talks = await Promise.all(Array.from({ length: 11 }, () => world.talk()));
    const session = await open();
    await session.hear();
    await session.say('EHLO elsewhere.example');
    await session.say(`MAIL FROM:<${talks[0].email}>`);
    for (let at = 0; at < 40; at += 1)
      expect(await session.say(`RCPT TO:<${talks[0].address}>`)).toMatch(/^250/);
    const others = [];
    for (const { address } of talks.slice(1)) others.push(await session.say(`RCPT TO:<${address}>`));
    expect(others.map((answer) => answer.slice(0, 3))).toEqual([...Array(9).fill('250'), '452']);
    await session.say('RSET');
    await session.say(`MAIL FROM:<${talks[0].email}>`);
    expect(await session.say(`RCPT TO:<${talks[0].address}>`)).toMatch(/^250/);
  });

  it('shows the door to whoever tries addresses', async () => {
    const session = await open();
    await session.hear();
    await session.say('EHLO elsewhere.example');
    await session.say('MAIL FROM:<eve@example.org>');
    const answers = [];
    for (let at = 0; at < 6; at += 1) answers.push(await session.say(`RCPT TO:<reply+${at}@chat.example>`));
    expect(answers.slice(0, 5).every((answer) => answer.startsWith('550'))).toBe(true);
    expect(answers[5]).toMatch(/^421/);
  });

  it.each([
    ['utf-7', 'Caf+AOk- +2D3cSw- 1 +- 1', 'Café 👋 1 + 1'],
    ['"unicode-1-1-utf-7"', '+IKw-', '€'],
    ['utf-8', 'Caf+AOk- stays', 'Caf+AOk- stays'],
    ['cp932', Buffer.from([0x82, 0xb1, 0x82, 0xf1]), 'こん'],
    ['koi8-r', Buffer.from([0xf0, 0xd2, 0xc9]), 'При'],
    ['iso-2022-jp', Buffer.from('\u001b$B$3$s\u001b(B'), 'こん'],
    ['gb18030', Buffer.from([0xc4, 0xe3]), '你'],
    ['windows-1256', Buffer.from([0xe3, 0xd1]), 'مر'],
    ['../../etc', 'plain', 'plain'],
    ['x'.repeat(80), 'plain', 'plain'],
  ])('reads %s', async (charset, content, expected) => {
    const talk = await world.talk();
    const session = await began(talk);
    const type = `MIME-Version: 1.0\r\nContent-Type: text/plain;\r\n charset=${charset}\r\nContent-Transfer-Encoding: base64\r\n`;
    await session.say(`${head(talk)}${type}\r\n${Buffer.from(content).toString('base64')}\r\n.`);
    await world.become(talk, 'entered');
    expect(await world.messages(talk)).toEqual([expected]);
  });
});

describe('where mails come in, with a key and a certificate', () => {
  let world: InboundWorld;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'causerie-tls-'));
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
    await writeFile(key, KEY);
    await writeFile(certificate, CERTIFICATE);
    world = await startInboundWorld({ MAIL_TLS_KEY: key, MAIL_TLS_CERT: certificate });
  });

  afterAll(async () => {
    await world?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('is encrypted for who asks for it, and open for who does not', async () => {
    const talk = await world.talk();
    const { email: from, address: to } = talk;
    const encrypted = createTransport({
      host: 'localhost',
      port: world.port,
      requireTLS: true,
      tls: { ca: CERTIFICATE, servername: 'chat.example' },
    });
    await encrypted.sendMail({ from, to, text: 'Sealed' });
    await world.become(talk, 'entered');
    await world.send({ from, to, text: 'Open' });
    await world.become(talk, 'entered', 2);
    expect(await world.messages(talk)).toEqual(['Sealed', 'Open']);
  });

  it('is answered where it says within its encryption after the final dot that it sends no more', async () => {
    const talk = await world.talk();
    const open = connect({ port: world.port, host: '127.0.0.1' });
    const hears = async (socket: Socket, words: RegExp) => {
      for (let heard = ''; !words.test(heard);)
        heard += String(await once(socket, 'data', { signal: AbortSignal.timeout(10_000) }));
    };
    await hears(open, /^220 /m);
    open.write('EHLO elsewhere.example\r\n');
    await hears(open, /^250 /m);
    open.write('STARTTLS\r\n');
    await hears(open, /^220 /m);
    const sealed = encrypt({ socket: open, ca: CERTIFICATE, servername: 'chat.example' });
    sealed.write('EHLO elsewhere.example\r\n');
    await hears(sealed, /^250 /m);
    sealed.write(`MAIL FROM:<${talk.email}>\r\nRCPT TO:<${talk.address}>\r\nDATA\r\n`);
    await hears(sealed, /^354 /m);
    sealed.end(`From: ${talk.email}\r\nMessage-ID: <${newId()}@x>\r\n\r\nHalf closed\r\n.\r\n`);
    await hears(sealed, /^250 /m);
    await world.become(talk, 'entered');
    open.destroy();
  });
});

describe('one network that sends much', () => {
  let world: InboundWorld;
  const sessions: SmtpSession[] = [];

  beforeEach(async () => {
    world = await startInboundWorld({ NETWORK_PACE: '2' });
  });

  afterEach(async () => {
    sessions.splice(0).forEach((session) => session.close());
    await world?.close();
  });

  const open = async (localAddress?: string) => {
    const session = await SmtpSession.open(world.port, localAddress);
    sessions.push(session);
    return session;
  };
  const milliseconds = async (work: () => Promise<unknown>) => {
    const began = performance.now();
    await work();
    return performance.now() - began;
  };

  it('is greeted at an even pace', async () => {
    const greetings = async () => {
      for (let at = 0; at < 3; at += 1) expect(await (await open()).hear()).toMatch(/^220/);
    };
    expect(await milliseconds(greetings)).toBeGreaterThan(500);
  });

  it('waits with a mail for what it has sent before, and keeps no other network waiting', async () => {
    const mailFrom = async (localAddress: string) => {
      const { email, address } = await world.talk();
      const session = await open(localAddress);
      expect(await session.address(email, address)).toMatch(/^250/);
      return async () => {
        expect(await session.say('DATA')).toMatch(/^354/);
        await session.pour(PART, 1);
        expect(await session.say('.')).toMatch(/^250/);
      };
    };
    const [large, next, other] = [
      await mailFrom('127.0.5.1'),
      await mailFrom('127.0.5.1'),
      await mailFrom('127.0.6.1'),
    ];
    await large();
    const [waited, beside] = await Promise.all([milliseconds(next), milliseconds(other)]);
    expect(waited).toBeGreaterThan(6_000);
    expect(beside).toBeLessThan(waited / 2);
  });
});
