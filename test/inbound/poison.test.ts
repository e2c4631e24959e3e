import { execFile } from 'node:child_process';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { PostMessage, Threads } from '../../src/conversations/index.js';
import { WholeMails } from '../../src/inbound/index.js';
import { Clock, newId } from '../../src/kernel/index.js';
import { Pump } from '../../src/platform/index.js';
import { until } from '../support/platform.js';
import { startInboundWorld, type InboundWorld, type Talk } from './world.js';

let world: InboundWorld;

beforeAll(async () => {
  world = await startInboundWorld();
});

afterAll(() => world?.close());

const head = ({ email, address }: Talk) =>
  `From: ${email}\r\nTo: ${address}\r\nMessage-ID: <${newId()}@x>\r\nMIME-Version: 1.0\r\n`;
const nested = (depth: number) =>
  Array.from(
    { length: depth },
    (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`,
  );

/** As somebody could send it who was ever sent an answer. */
const sends = async (talk: Talk, rest: string) =>
  world.send({ envelope: { from: talk.email, to: talk.address }, raw: head(talk) + rest });

async function readers(): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,args=']);
  return stdout
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+.*child-main/.exec(line))
    .filter((found) => found?.[2] === String(process.pid))
    .map((found) => Number(found?.[1]));
}

it.each([
  ['one megabyte of blank lines', `Content-Type: text/plain\r\n\r\n${'\n'.repeat(1_000_000)}`, 'lines'],
  [
    'ten thousand parts',
    `Content-Type: multipart/mixed; boundary="b"\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(10_000)}--b--\r\n`,
    'parts',
  ],
  ['parts two thousand deep', nested(2_000).join(''), 'nesting'],
  ['a header of twenty thousand lines', `${'X-A: b\r\n'.repeat(20_000)}\r\nHello`, 'headers'],
  ['a line of two megabytes', `\r\n${'x'.repeat(2_000_000)}\r\n`, 'line_length'],
])('sets a mail aside as it came that no program of a person makes: %s', async (_, rest, reason) => {
  const talk = await world.talk();
  await sends(talk, rest);
  const [mail] = await world.become(talk, 'unreadable');
  expect(mail.reason).toBe(reason);
  const original = await world.get(WholeMails).original(world.lea, mail.id);
  const kept = Buffer.concat(await (original?.stream.toArray() ?? []));
  expect(kept.length).toBe(original?.size);
  expect(kept.toString()).toContain(`From: ${talk.email}`);
  const { entries } = await world.get(Threads).threadPage(world.lea, talk.conversationId);
  expect(entries.at(-1)).toMatchObject({
    mail: mail.id,
    line: expect.stringContaining('n’a pas pu être lu'),
  });
  expect((await world.get(Threads).threadPage(talk.visitor, talk.conversationId)).entries).toEqual([]);

  await world.replies(talk, 'A better one');
  await world.become(talk, 'entered');
});

it.each([
  ['in one line', '<a href="x'.repeat(140_000)],
  ['in many', '<a href="x\r\n'.repeat(140_000)],
])(
  'goes on for everybody else while a mail keeps its reader busy: links without an end %s',
  async (_, html) => {
    const talk = await world.talk();
    const other = await world.neighbour();
    const member = await other.member('Zoe');
    const conversationId = await other.conversation(await other.visitor(), { member });
    const delay = monitorEventLoopDelay({ resolution: 10 });
    delay.enable();
    await sends(talk, `Content-Type: text/html\r\n\r\n${html}`);
    const times: number[] = [];
    const isOver = async () => (await world.mails(talk))[0].state !== 'received';
    const begun = performance.now();
    do {
      const before = performance.now();
      await other.get(PostMessage).run(member, { conversationId, clientId: newId(), body: 'Hello' });
      times.push(performance.now() - before);
      await new Promise((resolve) => setTimeout(resolve, 50));
    } while (!(await isOver()) && performance.now() - begun < 50_000);
    delay.disable();
    expect(await isOver()).toBe(true);
    times.sort((a, b) => a - b);
    expect(times[Math.floor(times.length * 0.95)]).toBeLessThan(250);
    expect(delay.max / 1e6).toBeLessThan(1_000);
  },
);

it('reads a mail once more whose reader was ended, and then leaves it aside', async () => {
  const text = `${'Some words of a longer mail\r\n'.repeat(60_000)}`;
  const kill = async () => {
    const pid = await until(async () => (await readers())[0], 15_000);
    process.kill(pid, 'SIGKILL');
    await until(async () => !(await readers()).includes(pid));
  };
  const [spared, lost] = [await world.talk(), await world.talk()];
  await until(async () => (await readers()).length === 0, 20_000);
  await sends(spared, `\r\n${text}`);
  await kill();
  await world.become(spared, 'entered');

  await until(async () => (await readers()).length === 0, 20_000);
  await sends(lost, `\r\n${text}`);
  await kill();
  await kill();
  const [mail] = await world.become(lost, 'unreadable');
  expect(mail.reason).toBe('ended');
  expect(await readers()).toEqual([]);
});

it('counts a read that took the whole process down', async () => {
  const talk = await world.talk();
  await world.database.query(`UPDATE brands SET state = 'suspended' WHERE id = $1`, [world.brandId]);
  await world.replies(talk, 'Hello');
  await world.database.query('UPDATE received_mails SET unfinished_reads = 2 WHERE conversation_id = $1', [
    talk.conversationId,
  ]);
  await world.database.query(`UPDATE brands SET state = 'active' WHERE id = $1`, [world.brandId]);
  world.get(Clock).shift(61_000);
  world.get(Pump).turn();
  const [mail] = await world.become(talk, 'unreadable');
  world.get(Clock).release();
  expect(mail.reason).toBe('ended');
});
