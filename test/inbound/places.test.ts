import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect as encrypt } from 'node:tls';
import { MailServer, type MailServerLimits } from '../../src/inbound/smtp/mail-server.js';
import { CERTIFICATE, KEY } from '../support/servers/certificate.js';
import { until } from '../support/platform.js';
import { SmtpSession } from './smtp-session.js';

let server: MailServer;
const sessions: SmtpSession[] = [];

afterEach(async () => {
  sessions.splice(0).forEach((session) => session.close());
  await new Promise<void>((resolve) => server.close(resolve));
});

async function serve(limits: Partial<MailServerLimits>, thinksMs = 0): Promise<void> {
  server = new MailServer(
    {
      key: KEY,
      cert: CERTIFICATE,
      logger: false,
      disableReverseLookup: true,
      authOptional: true,
      onData: (stream, _session, done) => void stream.on('end', () => setTimeout(done, thinksMs)).resume(),
    },
    {
      most: 100,
      mostOfNetwork: 20,
      firstWordMs: 10_000,
      stepMs: 120_000,
      mailMs: 180_000,
      networkOf: (socket) => String(Object(socket)['remoteAddress']),
      ...limits,
    },
  );
  server.on('error', () => undefined);
  await once(server.listen(0), 'listening');
}

const port = () => (server.server.address() as AddressInfo).port;

async function open(address: string): Promise<SmtpSession> {
  const session = await SmtpSession.open(port(), address);
  sessions.push(session);
  return session;
}

/** One that is greeted and has said who it is. */
async function greeted(address: string): Promise<SmtpSession> {
  const session = await open(address);
  expect(await session.hear()).toMatch(/^220/);
  await session.say('EHLO elsewhere.example');
  return session;
}

async function withRecipient(address: string): Promise<SmtpSession> {
  const session = await greeted(address);
  await session.say('MAIL FROM:<ada@example.org>');
  expect(await session.say('RCPT TO:<reply@chat.example>')).toMatch(/^250/);
  return session;
}

/** The server looks once a second at how far all have come. */
const aLook = () => new Promise((resolve) => setTimeout(resolve, 1_200));

const endsMail = async (session: SmtpSession) => {
  expect(await session.say('DATA')).toMatch(/^354/);
  expect(await session.say('Subject: x\r\n\r\nx\r\n.')).toMatch(/^250/);
};

describe('where all places are taken', () => {
  it('a newcomer has that of the network with most of them, which came no further for longest', async () => {
    await serve({ most: 4 });
    const alone = await greeted('127.0.7.1');
    const [first, second, third] = [
      await greeted('127.0.7.2'),
      await greeted('127.0.7.2'),
      await greeted('127.0.7.2'),
    ];
    await aLook();
    await first.say('MAIL FROM:<ada@example.org>');
    await second.say('NOOP');
    await second.say('RSET');
    await second.say('EHLO elsewhere.example');
    await greeted('127.0.7.3');
    expect(await second.hear()).toMatch(/^421/);
    await greeted('127.0.7.4');
    expect(await third.hear()).toMatch(/^421/);
    for (const session of [alone, first]) expect(await session.say('NOOP')).toMatch(/^250/);
  });

  it('a newcomer to a network with as many as any other has one of its own', async () => {
    await serve({ most: 2 });
    const other = await greeted('127.0.7.1');
    const own = await greeted('127.0.7.2');
    await greeted('127.0.7.2');
    expect(await own.hear()).toMatch(/^421/);
    expect(await other.say('NOOP')).toMatch(/^250/);
  });

  it('nobody is sent away in the middle of a mail, who has sent it may be', async () => {
    await serve({ most: 2 });
    const [one, other] = [await withRecipient('127.0.7.1'), await withRecipient('127.0.7.1')];
    expect(await (await open('127.0.7.2')).hear()).toMatch(/^421/);
    await endsMail(other);
    await greeted('127.0.7.2');
    expect(await other.hear()).toMatch(/^421/);
    await endsMail(one);
  });

  it('a mail that takes too long holds its place no more', async () => {
    await serve({ most: 1, mailMs: 200 });
    const slow = await withRecipient('127.0.7.1');
    expect(await slow.say('DATA')).toMatch(/^354/);
    await aLook();
    await greeted('127.0.7.2');
    expect(await slow.hear()).toMatch(/^421/);
  });
});

it('nobody is sent away while we think about their mail, however long that takes', async () => {
  await serve({ most: 1, stepMs: 500, mailMs: 500 }, 3_000);
  const waiting = await withRecipient('127.0.7.1');
  expect(await waiting.say('DATA')).toMatch(/^354/);
  const answer = waiting.say('Subject: x\r\n\r\nx\r\n.');
  await aLook();
  expect(await (await open('127.0.7.2')).hear()).toMatch(/^421/);
  expect(await answer).toMatch(/^250/);
});

it('a mail of many on one connection has its own time', async () => {
  await serve({ most: 1, mailMs: 1_500 });
  const many = await withRecipient('127.0.7.1');
  for (let times = 0; times < 6; times += 1) {
    await endsMail(many);
    await many.say('MAIL FROM:<ada@example.org>');
    expect(await many.say('RCPT TO:<reply@chat.example>')).toMatch(/^250/);
    await new Promise((resolve) => setTimeout(resolve, 450));
  }
  expect(await (await open('127.0.7.2')).hear()).toMatch(/^421/);
  await endsMail(many);
});

describe('a connection on which no mail comes', () => {
  it('is ended after a while, whatever is said on it', async () => {
    await serve({ stepMs: 1_500 });
    const idle = await greeted('127.0.7.1');
    const busy = await greeted('127.0.7.2');
    const began = performance.now();
    const said: string[] = [];
    while (!said.at(-1)?.startsWith('421') && performance.now() - began < 6_000) {
      for (const word of ['NOOP', 'RSET', 'EHLO elsewhere.example', 'MAIL FROM:<eve@example.org>'])
        if (!said.at(-1)?.startsWith('421')) said.push(await idle.say(word));
      await busy.say('MAIL FROM:<ada@example.org>');
      expect(await busy.say('RCPT TO:<reply@chat.example>')).toMatch(/^250/);
      await endsMail(busy);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(said.at(-1)).toMatch(/^421/);
    expect(await busy.say('NOOP')).toMatch(/^250/);
  });

  it('is let go on as long as the content of a mail comes', async () => {
    await serve({ stepMs: 1_500 });
    const slow = await withRecipient('127.0.7.1');
    expect(await slow.say('DATA')).toMatch(/^354/);
    for (let at = 0; at < 8; at += 1) {
      await slow.pour(Buffer.from(`${'A'.repeat(62)}\r\n`.repeat(1_100)), 1);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    expect(await slow.say('.')).toMatch(/^250/);
  });
});

it('a network has its places again when its encrypted connections are over', async () => {
  await serve({ mostOfNetwork: 2 });
  for (let times = 0; times < 4; times += 1) {
    const session = await greeted('127.0.7.1');
    expect(await session.say('STARTTLS')).toMatch(/^220/);
    const secure = encrypt({ socket: session.socket, ca: CERTIFICATE, servername: 'chat.example' });
    secure.write('EHLO elsewhere.example\r\nQUIT\r\n');
    await once(secure.resume(), 'end');
    secure.end();
    await until(() => server.connections.size === 0);
  }
});
