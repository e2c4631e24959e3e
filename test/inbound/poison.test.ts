import { jest } from '@jest/globals';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { PostMessage, Threads } from '../../src/conversations/index.js';
import { WholeMails } from '../../src/inbound/index.js';
import { Clock, newId } from '../../src/kernel/index.js';
import { Pump } from '../../src/platform/index.js';
import { Child } from '../../src/platform/sandbox/child.js';
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

const { perform } = Child.prototype;

/** Stands still as soon as it is given a mail, so that no fast reader is done before it can be ended. */
function heldReader(): Promise<() => Promise<void>> {
  let isHeld = false;
  return new Promise((resolve) => {
    jest.spyOn(Child.prototype, 'perform').mockImplementation(function (this: Child, task, input) {
      if (isHeld || task.name !== 'readBoundedMail') return perform.call(this, task, input);
      isHeld = true;
      const reader = (this as unknown as { process: ChildProcess }).process;
      reader.kill('SIGSTOP');
      const gone = once(reader, 'exit');
      resolve(async () => {
        reader.kill('SIGKILL');
        await gone;
      });
      return perform.call(this, task, input);
    });
  });
}

it('reads a mail once more whose reader was ended, and then leaves it aside', async () => {
  const [spared, lost] = [await world.talk(), await world.talk()];
  const only = heldReader();
  await world.replies(spared, 'Some words');
  await (
    await only
  )();
  await world.become(spared, 'entered');

  const first = heldReader();
  await world.replies(lost, 'Some words');
  const endFirst = await first;
  const second = heldReader();
  await endFirst();
  await (
    await second
  )();
  const [mail] = await world.become(lost, 'unreadable');
  expect(mail.reason).toBe('ended');
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
