import { Logger } from '@nestjs/common';
import { jest } from '@jest/globals';
import { BlockVisitor, PostMessage, Threads } from '../../src/conversations/index.js';
import { StoreFile } from '../../src/files/index.js';
import { LetMailIn, WholeMails } from '../../src/inbound/index.js';
import { Clock, newId, Refusal } from '../../src/kernel/index.js';
import { Pump } from '../../src/platform/index.js';
import { until } from '../support/platform.js';
import { startInboundWorld, type InboundWorld, type Talk } from './world.js';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const PHOTO = { attachments: [{ filename: 'lamp.png', content: PNG }] };
const MOST_TRIES = 12;

let world: InboundWorld;

beforeAll(async () => {
  world = await startInboundWorld();
});

beforeEach(() => {
  jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
});

afterEach(() => {
  jest.restoreAllMocks();
  world.get(Clock).release();
});

afterAll(() => world?.close());

/** Whether no job is in work. */
async function isNoted(): Promise<boolean> {
  const inWork = await world.database.query(
    `SELECT FROM jobs WHERE name LIKE 'inbound.%' AND state = 'due' AND lease_until IS NOT NULL`,
  );
  return inWork.length === 0;
}

/** Lets hours go by, one after the other, until so many tries were made. */
async function hoursPass(tries: () => number, count: number): Promise<void> {
  for (let at = 1; at <= count; at += 1) {
    await until(async () => tries() >= at && (await isNoted()), 10_000);
    world.get(Clock).shift(7_400_000);
    world.get(Pump).turn();
  }
}

async function letIn(talk: Talk, id: string): Promise<void> {
  expect(await world.get(WholeMails).mail(world.lea, id)).toMatchObject({ canLetIn: true });
  await world.get(LetMailIn).run(world.lea, id);
  world.get(Pump).turn();
  await world.become(talk, 'entered');
}

/** What members and the visitor find of a mail that lies aside. */
async function expectLine(talk: Talk, mail: string): Promise<void> {
  const { entries } = await world.get(Threads).threadPage(world.lea, talk.conversationId);
  expect(entries.at(-1)).toMatchObject({ mail, line: expect.stringContaining('n’a pas été ajouté') });
  const seen = await world.get(Threads).threadPage(talk.visitor, talk.conversationId);
  expect(seen.entries.filter(({ kind }) => kind === 'information')).toEqual([]);
}

it('enters a photo beside signs that nobody sees', async () => {
  const talk = await world.talk();
  await world.replies(talk, '\u200b', PHOTO);
  await world.become(talk, 'entered');
  expect(await world.entries(talk)).toMatchObject([{ body: '', file_ids: [expect.any(String)] }]);
});

it('sets a mail aside that is refused as a message, for members to add', async () => {
  const talk = await world.talk();
  const post = jest.spyOn(world.get(PostMessage), 'run');
  post.mockRejectedValue(new Refusal('invalid', 'message_empty'));
  await world.replies(talk, 'Two lamps');
  const [{ id, reason }] = await world.become(talk, 'ignored');
  expect(reason).toBe('not_entered');
  expect(post).toHaveBeenCalledTimes(1);
  await expectLine(talk, id);
  post.mockRestore();
  await letIn(talk, id);
  expect(await world.messages(talk)).toEqual(['Two lamps']);
});

it('comes to an end with trying, and adds nothing twice that was added', async () => {
  const talk = await world.talk();
  const words = Array.from({ length: 1500 }, (_, at) => `word${at}`).join(' ');
  const { run } = PostMessage.prototype;
  let tries = 0;
  const post = jest.spyOn(PostMessage.prototype, 'run').mockImplementation(function (
    this: PostMessage,
    ...call
  ) {
    if (call[1].body.startsWith('word0 ')) return run.apply(this, call);
    tries += 1;
    return Promise.reject(tries % 2 ? new Refusal('unavailable', 'unavailable') : new Error('away'));
  });
  await world.replies(talk, words, PHOTO);
  await hoursPass(() => tries, MOST_TRIES);
  const [{ id, reason }] = await world.become(talk, 'ignored');
  expect([reason, tries]).toEqual(['not_entered', MOST_TRIES]);
  post.mockRestore();
  await letIn(talk, id);
  expect((await world.messages(talk)).filter((body) => body !== null).join(' ')).toBe(words);
});

it('lets in nothing of somebody who was blocked meanwhile', async () => {
  const talk = await world.talk();
  const post = jest.spyOn(world.get(PostMessage), 'run');
  post.mockRejectedValueOnce(new Refusal('unavailable', 'unavailable'));
  await world.replies(talk, 'Two lamps');
  await until(() => Promise.resolve(post.mock.calls.length === 1), 10_000);
  await world.get(BlockVisitor).run(world.lea, { conversationId: talk.conversationId, close: false });
  world.get(Clock).shift(60_000);
  world.get(Pump).turn();
  const [{ reason }] = await world.become(talk, 'ignored');
  expect(reason).toBe('blocked');
});

it('tries again with a photo that cannot be looked at now', async () => {
  const talk = await world.talk();
  const store = jest.spyOn(world.get(StoreFile), 'run');
  store.mockRejectedValueOnce(new Refusal('too_many', 'files_busy'));
  store.mockRejectedValueOnce(new Refusal('unavailable', 'files_busy'));
  await world.replies(talk, 'Here', PHOTO);
  await hoursPass(() => store.mock.calls.length, 2);
  await world.become(talk, 'entered');
  expect((await world.entries(talk)).at(-1)?.file_ids).toHaveLength(1);
});

it('sets a mail aside that could not be read for hours, for members to add', async () => {
  const talk = await world.talk();
  const store = jest.spyOn(world.get(StoreFile), 'run');
  store.mockRejectedValue(new Refusal('unavailable', 'storage_full'));
  await world.replies(talk, 'Here', PHOTO);
  await hoursPass(() => store.mock.calls.length, MOST_TRIES);
  const [{ id, reason }] = await world.become(talk, 'ignored');
  expect([reason, store.mock.calls.length]).toEqual(['not_read', MOST_TRIES]);
  await expectLine(talk, id);
  store.mockRestore();
  await letIn(talk, id);
  expect((await world.entries(talk)).at(-1)).toMatchObject({ body: 'Here', file_ids: [expect.any(String)] });
});

const CALENDAR =
  'BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nCOMMENT:Rather at ten\r\nEND:VEVENT\r\nEND:VCALENDAR';
const PICTURE = '<img src="https://pictures.example/lamp.png">';

it.each([
  [
    'the subject alone',
    'Please cancel order 12',
    'Content-Type: text/plain\r\n\r\n',
    'Please cancel order 12',
  ],
  [
    'a subject above a picture from elsewhere',
    'My lamp',
    `Content-Type: text/html\r\n\r\n${PICTURE}`,
    'My lamp',
  ],
  [
    'a comment',
    'Accepted: Call',
    `Content-Type: text/calendar; method=REPLY\r\n\r\n${CALENDAR}`,
    'Rather at ten',
  ],
])('enters what a mail says elsewhere than in its text: %s', async (_, subject, rest, expected) => {
  const talk = await world.talk();
  const raw = `From: ${talk.email}\r\nSubject: ${subject}\r\nMessage-ID: <${newId()}@x>\r\n${rest}\r\n`;
  await world.send({ envelope: { from: talk.email, to: talk.address }, raw });
  await world.become(talk, 'entered');
  expect(await world.messages(talk)).toEqual([expected]);
});

it('keeps a mail that says nothing, for members to add what stands above it', async () => {
  const talk = await world.talk();
  await world.replies(talk, '', { text: undefined, html: PICTURE });
  const [{ id, reason }] = await world.become(talk, 'ignored');
  expect(reason).toBe('empty');
  await expectLine(talk, id);
  expect(await world.get(WholeMails).mail(world.lea, id)).toMatchObject({ text: 'Re: An answer' });
  await letIn(talk, id);
  expect(await world.messages(talk)).toEqual(['Re: An answer']);
});

it('has nothing to add of a mail that is wholly empty', async () => {
  const talk = await world.talk();
  await world.replies(talk, '', { subject: '' });
  const [{ id }] = await world.become(talk, 'ignored');
  await expectLine(talk, id);
  expect(await world.get(WholeMails).mail(world.lea, id)).toMatchObject({ canLetIn: false });
});
