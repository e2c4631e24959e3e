import { jest } from '@jest/globals';
import { Logger, Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  AccountMailChannels,
  AccountMailRecords,
  AccountMails,
  AccountMailsModule,
  type AccountMail,
  type AccountMailKind,
} from '../../src/account-mails/index.js';
import { ClaimAccountMails } from '../../src/account-mails/claim-account-mails.js';
import { Clock, newId, type Handover, type Suppressed } from '../../src/kernel/index.js';
import { Config, PlatformModule, Pump, Retention, Statements, UnitOfWork } from '../../src/platform/index.js';
import { until } from '../support/platform.js';
import { freshDatabase, type TestDatabase } from '../support/servers/postgres.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const KINDS: AccountMailKind[] = ['sign_in_code', 'password_reset'];

interface Letter {
  id: string;
  words: string;
}

/** A process that sends mails of accounts, beside others on the same database. */
class Node {
  private constructor(private readonly app: INestApplicationContext) {}

  static async start(database: TestDatabase, env: Record<string, string> = {}): Promise<Node> {
    const config = new Config({
      NODE_ENV: 'test',
      DATABASE_URL: database.appUrl,
      SECRET_KEY: 'k'.repeat(40),
      ...env,
    });
    @Module({ imports: [PlatformModule.for(config), AccountMailsModule] })
    class NodeModule {}
    return new Node(await NestFactory.createApplicationContext(NodeModule, { logger: false }));
  }

  get<T>(type: new (...args: never[]) => T): T {
    return this.app.get(type, { strict: false });
  }

  close(): Promise<void> {
    return this.app.close();
  }
}

const compose = jest.fn<(mail: AccountMail) => Promise<Letter | Suppressed>>();
const send = jest.fn<(letter: Letter) => Promise<Handover>>();
let database: TestDatabase;
let node: Node;
let brandId: string;

beforeAll(async () => {
  database = await freshDatabase();
  node = await Node.start(database);
  brandId = newId();
  await node.get(Statements).query(
    `INSERT INTO brands (id, slug, name, default_locale, time_zone, state, created_at)
     VALUES ($1, 'a-brand', 'A brand', 'en', 'Europe/London', 'active', '2026-01-01')`,
    [brandId],
  );
});
beforeEach(async () => {
  await database.query('DELETE FROM account_mails');
  jest.spyOn(Logger.prototype, 'error').mockReturnValue();
  compose.mockImplementation((mail) => Promise.resolve({ id: mail.id, words: `about ${mail.kind}` }));
  send.mockResolvedValue({ result: 'sent' });
  register(node);
});
afterEach(() => {
  node.get(Clock).release();
  jest.restoreAllMocks();
  jest.resetAllMocks();
});
afterAll(() => node?.close());

function register(to: Node): void {
  to.get(AccountMailChannels).register<Letter>({ kinds: () => KINDS, compose, send });
}

const DRAFT = { kind: 'password_reset', recipient: 'ada@example.org', locale: 'en' } as const;
const written = (of = node) => of.get(AccountMails).add(DRAFT);
const record = (id: string) => node.get(AccountMailRecords).record(id);
const becomes = (id: string, state: string) => until(async () => (await record(id)).state === state);
const sentTo = () => send.mock.calls.map(([{ id }]) => id);

it('hands over what is made of a mail, at once', async () => {
  const subjectId = newId();
  const id = await node.get(AccountMails).add({ ...DRAFT, subjectId });
  await until(async () => (await record(id)).state === 'sent', 900);
  expect(compose.mock.lastCall?.[0]).toMatchObject({ ...DRAFT, id, subjectId, tries: 1 });
  expect(send.mock.calls).toEqual([[{ id, words: 'about password_reset' }]]);
});

it('is written with the unit of work that brings it about, or not at all', async () => {
  const unitOfWork = node.get(UnitOfWork);
  const undone = unitOfWork.run(brandId, async () => {
    await written();
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  expect(await database.query('SELECT FROM account_mails')).toEqual([]);
  const id = await unitOfWork.run(brandId, () => written());
  await becomes(id, 'sent');
});

it('sends nothing that there is no reason for any more, and says which was gone', async () => {
  compose.mockResolvedValue({ suppressed: 'gone' });
  const id = await written();
  await becomes(id, 'suppressed');
  expect((await record(id)).reason).toBe('gone');
  expect(send).not.toHaveBeenCalled();
});

it('tries again after longer and longer, makes the mail anew each time, and gives up after a day', async () => {
  send.mockResolvedValue({ result: 'delayed', reason: 'certificate' });
  const clock = node.get(Clock);
  clock.freeze(new Date());
  const id = await written();
  const waits: number[] = [];
  for (let tries = 1; tries <= 3; tries += 1) {
    await until(async () => (await record(id)).tries === tries && !(await isLeased(id)));
    const { nextTryAt, reason, state } = await record(id);
    expect([state, reason]).toEqual(['queued', 'certificate']);
    waits.push(((nextTryAt?.getTime() ?? 0) - clock.now().getTime()) / MINUTE);
    clock.freeze(nextTryAt ?? clock.now());
  }
  expect(waits).toEqual([0.5, 1, 2]);
  await until(() => compose.mock.calls.length >= 4);
  clock.shift(DAY);
  await becomes(id, 'failed');
  expect((await record(id)).reason).toBe('gave_up:certificate');
});

it('keeps for later what could not be made, and is not tried again for what was refused', async () => {
  compose.mockRejectedValueOnce(new Error('no words'));
  const late = await written();
  await until(async () => (await record(late)).tries === 1 && !(await isLeased(late)));
  expect((await record(late)).state).toBe('queued');
  send.mockResolvedValue({ result: 'refused', code: 550 });
  const refused = await written();
  await becomes(refused, 'failed');
  expect((await record(refused)).reason).toBe('refused:550');
});

it('goes on elsewhere when a node has taken it along and died', async () => {
  const clock = node.get(Clock);
  clock.freeze(new Date());
  const id = newId();
  await database.query(
    `INSERT INTO account_mails (id, kind, recipient, locale, state, provider_id, created_at, next_try_at, state_at)
     VALUES ($1, 'password_reset', 'ada@example.org', 'en', 'queued', 'x@test', $2, $3, $2)`,
    [id, clock.now(), new Date(clock.now().getTime() + 1)],
  );
  clock.shift(1);
  // What the node that dies does; the other one does not look in between, for its clock stands before the mail is due.
  const [claimed] = await node.get(ClaimAccountMails).run({ kinds: KINDS, most: 1 });
  expect(claimed?.id).toBe(id);
  clock.shift(2 * MINUTE - 2);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(sentTo()).toEqual([]);
  clock.shift(2);
  await becomes(id, 'sent');
  expect((await record(id)).tries).toBe(2);
});

it('sends each mail once, however many nodes there are, and few at once', async () => {
  const other = await Node.start(database);
  register(other);
  let [now, most] = [0, 0];
  send.mockImplementation(async () => {
    most = Math.max(most, (now += 1));
    await new Promise((resolve) => setTimeout(resolve, 20));
    now -= 1;
    return { result: 'sent' };
  });
  const ids = await Promise.all(Array.from({ length: 40 }, (_, at) => written(at % 2 ? node : other)));
  for (const id of ids) await becomes(id, 'sent');
  expect(sentTo().sort()).toEqual(ids.sort());
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(8);
  await other.close();
});

it('leaves to another version what this one cannot make', async () => {
  const id = await node.get(AccountMails).add({ ...DRAFT, kind: 'invitation' });
  const known = await written();
  await becomes(known, 'sent');
  expect(await record(id)).toMatchObject({ state: 'queued', tries: 0 });
});

it('says why nothing goes out in production without a mail server, and makes no code for it', async () => {
  const env = { NODE_ENV: 'production', PUBLIC_URL: 'https://causerie.example' };
  node.get(AccountMailChannels).register<Letter>({ kinds: () => [], compose, send });
  const production = await Node.start(database, env);
  register(production);
  expect(production.get(AccountMails).reachPeople).toBe(false);
  expect(node.get(AccountMails).reachPeople).toBe(true);
  const id = await written(production);
  await becomes(id, 'failed');
  expect(await record(id)).toMatchObject({ reason: 'no_mail_server', composed: null });
  expect(compose).not.toHaveBeenCalled();
  await production.close();
});

it('lists what became of them, newest first, by state and by pages', async () => {
  const add = async () => {
    const id = await written();
    await becomes(id, 'sent');
    return id;
  };
  const ids: string[] = [];
  for (let count = 0; count < 52; count += 1) ids.unshift(await add());
  compose.mockResolvedValue({ suppressed: 'gone' });
  const last = await written();
  await becomes(last, 'suppressed');
  const records = node.get(AccountMailRecords);
  const first = await records.page({ state: 'sent', before: null });
  expect(first.records.map(({ id }) => id)).toEqual(ids.slice(0, 50));
  const rest = await records.page({ state: 'sent', before: first.older });
  expect([rest.records.map(({ id }) => id), rest.older]).toEqual([ids.slice(50), null]);
  expect((await records.page({ state: null, before: null })).records[0]?.id).toBe(last);
});

it('is forgotten after a month, in the night of a brand', async () => {
  const clock = node.get(Clock);
  const [old, recent] = [await written(), await written()];
  for (const id of [old, recent]) await becomes(id, 'sent');
  await node.get(Retention).plan();
  const [night] = await database.query<{ due_at: Date }>(
    `SELECT due_at FROM jobs WHERE name = 'retention.forget' AND state = 'due'`,
  );
  const before = (days: number) => new Date(night.due_at.getTime() - days * DAY);
  for (const [id, days] of [
    [old, 31],
    [recent, 29],
  ] as const)
    await database.query('UPDATE account_mails SET created_at = $2 WHERE id = $1', [id, before(days)]);
  clock.freeze(night.due_at);
  node.get(Pump).turn();
  await until(async () => (await database.query('SELECT FROM account_mails')).length === 1);
  expect((await record(recent)).id).toBe(recent);
});

async function isLeased(id: string): Promise<boolean> {
  const [row] = await database.query<{ leased: boolean }>(
    'SELECT lease_until IS NOT NULL AS leased FROM account_mails WHERE id = $1',
    [id],
  );
  return row?.leased === true;
}
