import { Logger } from '@nestjs/common';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { jest } from '@jest/globals';
import { MailListener } from '../../src/inbound/smtp/mail-listener.js';
import { newId } from '../../src/kernel/index.js';
import { until } from '../support/platform.js';
import { SmtpSession } from './smtp-session.js';
import { startInboundWorld, type InboundWorld, type Talk } from './world.js';

let world: InboundWorld;
const sockets: Socket[] = [];

beforeAll(async () => {
  world = await startInboundWorld();
});

afterEach(() => sockets.splice(0).forEach((socket) => socket.destroy()));
afterAll(() => world?.close());

/** How long the listener has patience. */
interface Listening {
  server: { limits: { stepMs: number } };
}

interface Dialled {
  socket: Socket;
  heard: () => string;
  /** Whether our side was ended. */
  isOver: () => boolean;
}

/** A connection from this machine's `address`, with all that it has heard. */
async function dial(address: string): Promise<Dialled> {
  const socket = connect({ port: world.port, host: '127.0.0.1', localAddress: address });
  sockets.push(socket);
  let heard = '';
  let isOver = false;
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
  socket.on('error', () => undefined);
  socket.on('close', () => (isOver = true));
  socket.on('end', () => (isOver = true));
  await once(socket, 'connect');
  return { socket, heard: () => heard, isOver: () => isOver };
}

const envelope = ({ email, address }: Talk) => `MAIL FROM:<${email}>\r\nRCPT TO:<${address}>\r\nDATA\r\n`;
const content = ({ email }: Talk, text: string) =>
  `From: ${email}\r\nMessage-ID: <${newId()}@x>\r\n\r\n${text}\r\n`;

it('answers a sender that says after the final dot that it sends no more, then closes', async () => {
  const talk = await world.talk();
  const { socket, heard, isOver } = await dial('127.0.1.1');
  await until(() => heard().startsWith('220'));
  socket.write(`EHLO elsewhere.example\r\n`);
  await until(() => /^250 /m.test(heard()));
  socket.write(envelope(talk));
  await until(() => heard().includes('354'));
  socket.end(`${content(talk, 'Half closed')}.\r\n`);
  await until(isOver);
  expect(heard().split('\r\n').at(-2)).toMatch(/^250 /);
  await world.become(talk, 'entered');
  expect(await world.messages(talk)).toEqual(['Half closed']);
});

it('answers QUIT to one that closes its side with it, and all that was sent ahead', async () => {
  const talk = await world.talk();
  const { socket, heard, isOver } = await dial('127.0.1.2');
  await until(() => heard().startsWith('220'));
  socket.write(`EHLO elsewhere.example\r\n`);
  await until(() => /^250 /m.test(heard()));
  socket.write(envelope(talk));
  await until(() => heard().includes('354'));
  socket.end(`${content(talk, 'All at once')}.\r\nQUIT\r\n`);
  await until(isOver);
  expect(heard()).toMatch(/354 [^\n]*\n250 [^\n]*\n221 /);
  await world.become(talk, 'entered');
});

it.each([
  ['says that it sends no more', (socket: Socket) => socket.end()],
  ['breaks the connection off', (socket: Socket) => socket.resetAndDestroy()],
])(
  'keeps nothing of a mail whose sender %s before its end, and neither warns nor calls it an error',
  async (_, leave) => {
    const logged = (['warn', 'error'] as const).map((level) =>
      jest.spyOn(Logger.prototype, level).mockImplementation(() => undefined),
    );
    const talk = await world.talk();
    const { socket, heard, isOver } = await dial('127.0.1.3');
    await until(() => heard().startsWith('220'));
    socket.write(`EHLO elsewhere.example\r\n`);
    await until(() => /^250 /m.test(heard()));
    socket.write(envelope(talk));
    await until(() => heard().includes('354'));
    socket.write(content(talk, 'Half of it').slice(0, -4));
    await new Promise((resolve) => setTimeout(resolve, 100));
    leave(socket);
    await until(isOver);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await world.mails(talk)).toEqual([]);
    expect(logged.flatMap(({ mock }) => mock.calls as unknown[])).toEqual([]);
    for (const spy of logged) spy.mockRestore();
  },
);

it('keeps nothing of a mail whose sender comes no further with it, and calls it no error', async () => {
  const error = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
  const { limits } = (Object(world.get(MailListener)) as Listening).server;
  const { stepMs } = limits;
  const talk = await world.talk();
  const { socket, heard, isOver } = await dial('127.0.1.6');
  await until(() => heard().startsWith('220'));
  socket.write('EHLO elsewhere.example\r\n');
  await until(() => /^250 /m.test(heard()));
  limits.stepMs = 200;
  socket.write(envelope(talk));
  await until(() => heard().includes('354'));
  socket.write(content(talk, 'Half of it').slice(0, -4));
  await until(isOver, 15_000);
  expect(heard()).toContain('421');
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await world.mails(talk)).toEqual([]);
  expect(error.mock.calls).toEqual([]);
  limits.stepMs = stepMs;
  error.mockRestore();
});

it('takes what servers write in other ways: letters of any case, NOOP and RSET between, no sender, its size, 8BITMIME', async () => {
  const talk = await world.talk();
  const session = await SmtpSession.open(world.port);
  const greeting = await session.hear();
  expect(greeting).toMatch(/^220 chat\.example ESMTP/);
  const offered = await session.say('ehlo ELSEWHERE.example');
  expect(offered).toContain('PIPELINING');
  expect(offered).toContain('8BITMIME');
  expect(offered).toContain('SMTPUTF8');
  expect(offered).not.toContain('CHUNKING');
  expect(await session.say('NOOP')).toMatch(/^250/);
  expect(await session.say('mail from:<someone@example.org> size=1000 body=8bitmime')).toMatch(/^250/);
  expect(await session.say('rset')).toMatch(/^250/);
  expect(await session.say(`RCPT TO:<${talk.address}>`)).toMatch(/^503/);
  expect(await session.say('MAIL FROM:<>')).toMatch(/^250/);
  expect(await session.say(`rcpt to:<${talk.address}>`)).toMatch(/^250/);
  expect(await session.say('BDAT 5 LAST')).toMatch(/^5/);
  session.close();
});

it('takes one mail for several conversations', async () => {
  const [first, second] = [await world.talk(), await world.talk()];
  const { socket, heard } = await dial('127.0.1.4');
  await until(() => heard().startsWith('220'));
  socket.write('EHLO elsewhere.example\r\n');
  await until(() => /^250 /m.test(heard()));
  socket.write(
    `MAIL FROM:<${first.email}>\r\nRCPT TO:<${first.address}>\r\nRCPT TO:<${second.address}>\r\nDATA\r\n`,
  );
  await until(() => heard().includes('354'));
  socket.write(`${content(first, 'To both')}.\r\n`);
  await world.become(first, 'entered');
  await world.become(second, 'entered');
});

it('ends a mail at a dot between whole line breaks alone', async () => {
  const talk = await world.talk();
  const { socket, heard } = await dial('127.0.1.5');
  await until(() => heard().startsWith('220'));
  socket.write('EHLO elsewhere.example\r\n');
  await until(() => /^250 /m.test(heard()));
  socket.write(envelope(talk));
  await until(() => heard().includes('354'));
  socket.write(`${content(talk, 'First')}\n.\nMAIL FROM:<eve@example.org>\r\n.\r\n`);
  await world.become(talk, 'entered');
  expect(await world.messages(talk)).toEqual([expect.stringContaining('MAIL FROM:<eve@example.org>')]);
});

it('lets twenty connections of one address in, and others meanwhile', async () => {
  const silent: Dialled[] = [];
  for (let at = 0; at < 21; at += 1) silent.push(await dial('127.0.2.1'));
  await until(() => silent.every(({ heard }) => heard() !== ''), 10_000);
  expect(silent.filter(({ heard }) => heard().startsWith('220'))).toHaveLength(20);
  expect(silent.filter(({ heard }) => heard().startsWith('421'))).toHaveLength(1);
  const other = await dial('127.0.2.2');
  await until(() => other.heard().startsWith('220'));

  await until(() => silent.every(({ isOver }) => isOver()), 15_000);
  expect(silent.every(({ heard }) => heard().includes('421'))).toBe(true);
  const again = await dial('127.0.2.1');
  await until(() => again.heard().startsWith('220'));
});

it('takes three hundred connections a minute of one address, and not one more', async () => {
  const greetings: string[] = [];
  for (let at = 0; at < 301; at += 10) {
    const dialled = await Promise.all(
      Array.from({ length: Math.min(10, 301 - at) }, () => dial('127.0.4.1')),
    );
    await until(() => dialled.every(({ heard }) => heard() !== ''), 10_000);
    greetings.push(...dialled.map(({ heard }) => heard().slice(0, 3)));
    dialled.forEach(({ socket }) => socket.end());
    await until(() => dialled.every(({ isOver }) => isOver()));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(greetings.filter((greeting) => greeting === '220')).toHaveLength(300);
  expect(greetings.at(-1)).toBe('421');
});

it('holds a hundred connections at a time: the newest has the place of the one that said nothing for longest', async () => {
  const held: Dialled[] = [];
  for (let at = 0; at < 100; at += 1) held.push(await dial(`127.0.3.${1 + Math.floor(at / 20)}`));
  await until(() => held.every(({ heard }) => heard() !== ''), 10_000);
  expect(held.every(({ heard }) => heard().startsWith('220'))).toBe(true);
  const late = await dial('127.0.3.9');
  await until(() => late.heard() !== '');
  expect(late.heard()).toMatch(/^220/);
  expect(held.filter(({ heard }) => heard().includes('421'))).toHaveLength(1);
});
