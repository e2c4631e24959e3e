import { jest } from '@jest/globals';
import { Logger, Module } from '@nestjs/common';
import { systemActor, type Handover, type Suppressed, type SystemActor } from '../../src/kernel/index.js';
import {
  Channels,
  Endings,
  NoteDelivery,
  Outbox,
  OutboxModule,
  type Ended,
  type Ending,
  type Message,
} from '../../src/outbox/index.js';
import { Pump, UnitOfWork } from '../../src/platform/index.js';
import { startWorld, type World } from '../conversations/world.js';
import { until } from '../support/platform.js';

@Module({ imports: [OutboxModule] })
class OutboxWorldModule {}

interface Letter extends Message {
  words: string;
}

interface Row {
  state: string;
  reason: string | null;
  tries: number;
  provider_id: string;
  next_try_at: Date | null;
}

let world: World;
const compose = jest.fn<() => Promise<Letter | Suppressed>>();
const send = jest.fn<(letter: Letter) => Promise<Handover>>();
const heard = jest.fn<(actor: SystemActor, ended: Ended, ending: Ending) => Promise<void>>();

beforeAll(async () => {
  world = await startWorld({}, OutboxWorldModule);
  world.get(Endings).listen(heard);
});
beforeEach(() => {
  jest.spyOn(Logger.prototype, 'error').mockReturnValue();
  heard.mockResolvedValue();
  send.mockResolvedValue({ result: 'sent' });
  world.get(Channels).add<Letter>('email', {
    compose: async (notification) => {
      const { brandId, id: notificationId, messageId, recipient: to } = notification;
      return (
        (await compose()) ?? {
          brandId,
          notificationId,
          messageId,
          to,
          words: `about ${notification.template}`,
        }
      );
    },
    send,
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  jest.resetAllMocks();
});
afterAll(() => world?.close());

async function written(): Promise<string> {
  const { brandId } = world;
  const draft = { channel: 'email', template: 'news', recipient: 'ada@example.org', locale: 'en' } as const;
  return world.get(UnitOfWork).run(brandId, () => world.get(Outbox).add(draft));
}

async function row(id: string) {
  const [found] = await world.database.query<Row>('SELECT * FROM notifications WHERE id = $1', [id]);
  return found;
}

const becomes = (id: string, state: string) =>
  until(async () => {
    world.get(Pump).turn();
    return (await row(id)).state === state;
  });

const failures = (id: string) => world.database.query('SELECT data FROM events WHERE subject_id = $1', [id]);

it('hands over what a channel makes of a notification, and tells of its end', async () => {
  const id = await written();
  await becomes(id, 'sent');
  const { provider_id: messageId } = await row(id);
  const letter = { notificationId: id, messageId, to: 'ada@example.org', words: 'about news' };
  expect(send.mock.calls).toEqual([[expect.objectContaining(letter)]]);
  expect(heard.mock.calls).toEqual([
    [systemActor(world.brandId), expect.objectContaining({ template: 'news' }), { state: 'sent' }],
  ]);
});

it('sends nothing that a channel sees no reason for any more', async () => {
  compose.mockResolvedValue({ suppressed: 'read' });
  const id = await written();
  await becomes(id, 'suppressed');
  expect((await row(id)).reason).toBe('read');
  expect(send).not.toHaveBeenCalled();
  expect(heard.mock.lastCall?.[2]).toEqual({ state: 'suppressed', reason: 'read' });
});

it('keeps for later what a channel cannot make', async () => {
  compose.mockRejectedValueOnce(new Error('no words'));
  const id = await written();
  await until(async () => {
    world.get(Pump).turn();
    const { tries, next_try_at: next } = await row(id);
    return tries === 1 && next !== null && next.getTime() - Date.now() < 60_000;
  });
  expect((await row(id)).state).toBe('queued');
  expect(heard).not.toHaveBeenCalled();
});

it('writes an end down only together with what is done about it', async () => {
  heard.mockRejectedValueOnce(new Error('not now'));
  send.mockResolvedValue({ result: 'refused', code: 550 });
  const id = await written();
  await becomes(id, 'failed');
  expect(heard).toHaveBeenCalledTimes(2);
  expect(send).toHaveBeenCalledTimes(1);
  expect(await failures(id)).toMatchObject([{ data: { reason: 'refused:550' } }]);
});

it('tells of what came back after it was sent, and not of what arrived', async () => {
  const note = (id: string, failure: string | null) =>
    world.get(NoteDelivery).run(systemActor(world.brandId), { about: { notificationId: id }, failure });
  const id = await written();
  await becomes(id, 'sent');
  heard.mockClear();
  await note(id, null);
  expect((await row(id)).state).toBe('delivered');
  expect(heard).not.toHaveBeenCalled();
  await note(id, 'bounced:5.1.1');
  expect((await row(id)).state).toBe('failed');
  expect(heard.mock.calls.map(([, , ending]) => ending)).toEqual([
    { state: 'failed', reason: 'bounced:5.1.1' },
  ]);
});
