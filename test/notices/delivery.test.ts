import { once } from 'node:events';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Clock } from '../../src/kernel/index.js';
import { MailComposers } from '../../src/mail/index.js';
import { NotificationRecords, RetryNotification } from '../../src/outbox/index.js';
import { Post } from '../../src/outbox/post.js';
import { CERTIFICATE, KEY } from '../support/servers/certificate.js';
import { freePort } from '../support/servers/free-port.js';
import { until } from '../support/platform.js';
import { SmtpSink } from '../support/servers/smtp-sink.js';
import { SMTPServer } from 'smtp-server';
import { startMailWorld, type MailWorld, type Talk } from './world.js';

let sink: SmtpSink;
let world: MailWorld;

beforeAll(async () => {
  sink = await SmtpSink.start();
  world = await startMailWorld({ SMTP_URL: sink.url, MAIL_FROM: 'hello@chat.example' });
});

afterAll(async () => {
  await world?.close();
  await sink?.leave();
});

const state = async (talk: Talk) => (await world.sent(talk))[0];
const becomes = (talk: Talk, wanted: string) => until(async () => (await state(talk))?.state === wanted);
/** Long enough for a server, and no delay of ours: it is on its way for as long as it is to be looked at again then. */
const HELD_MS = 5 * 60_000;

/** Until what is under way has come to something: it is over, or planned again. */
const isTried = (talk: Talk) =>
  until(async () => {
    const row = await state(talk);
    if (!row || row.state !== 'queued') return Boolean(row);
    const wait = (row.next_try_at?.getTime() ?? 0) - world.get(Clock).now().getTime();
    return row.tries > 0 && wait > 0 && wait !== HELD_MS;
  });

it('hands a mail over with everything that mail programs ask for', async () => {
  const talk = await world.talk({ email: 'ada@example.org' });
  await world.asks(talk);
  await world.answers(talk);
  await world.after(120);
  await becomes(talk, 'sent');
  const [{ mail, header }] = sink.to('ada@example.org');
  expect(mail.from).toEqual({ name: 'A brand', address: 'hello@chat.example' });
  expect(mail.subject).toBe('Léa Martin de A brand vous a répondu');
  expect(mail.text).toContain('Yes, in brass.');
  expect(mail.html).toContain('Yes, in brass.');
  expect(header('auto-submitted')).toBe('auto-generated');
  expect(header('message-id')).toBe(`<${(await state(talk)).provider_id}>`);
});

it('gives up at once on what a server refuses for good, and says so until somebody has tried again', async () => {
  sink.refusals.recipients.set('gone@example.org', 550);
  const talk = await world.talk({ email: 'gone@example.org' });
  await world.answers(talk);
  await world.after(120);
  await becomes(talk, 'failed');
  expect(await state(talk)).toMatchObject({ reason: 'refused:550', tries: 1 });
  const admin = await world.member('Ines', 'admin');
  expect(await world.get(NotificationRecords).alarming(admin)).toBe(1);

  sink.refusals.recipients.clear();
  const agent = await world.member('Karim');
  const { id } = await state(talk);
  await expect(world.get(RetryNotification).run(agent, id)).rejects.toMatchObject({ code: 'forbidden' });
  await world.get(RetryNotification).run(admin, id);
  await world.after(0);
  await becomes(talk, 'sent');
  expect(sink.to('gone@example.org')).toHaveLength(1);
  expect(await world.get(NotificationRecords).alarming(admin)).toBe(0);
  await expect(world.get(RetryNotification).run(admin, id)).rejects.toMatchObject({
    code: 'notification_not_failed',
  });
});

it('waits where our own server does not want to relay, and takes it for no fault of the recipient', async () => {
  sink.refusals.recipients.set('relay@example.org', { code: 554, words: '5.7.1 Relay access denied' });
  const talk = await world.talk({ email: 'relay@example.org' });
  await world.answers(talk);
  await world.after(120);
  await isTried(talk);
  expect(await state(talk)).toMatchObject({ state: 'queued', reason: 'relay_denied:554 5.7.1' });
  sink.refusals.recipients.clear();
  await world.after(60);
  await becomes(talk, 'sent');
  expect(await state(talk)).toMatchObject({ reason: null });
});

it('tells in the conversation that an answer could not be sent', async () => {
  sink.refusals.recipients.set('full@example.org', 552);
  const talk = await world.talk({ email: 'full@example.org' });
  await world.answers(talk);
  await world.after(120);
  await becomes(talk, 'failed');
  const lines = await world.database.query(
    `SELECT code, visitor_seq FROM entries WHERE conversation_id = $1 AND kind = 'line' ORDER BY seq DESC LIMIT 1`,
    [talk.conversationId],
  );
  expect(lines).toEqual([{ code: 'mail_failed', visitor_seq: null }]);
  sink.refusals.recipients.clear();
});

it('writes to another address of the same visitor after the first was refused', async () => {
  sink.refusals.recipients.set('wrong@example.org', 550);
  const talk = await world.talk({ email: 'wrong@example.org' });
  await world.answers(talk);
  await world.after(120);
  await becomes(talk, 'failed');
  await world.database.query('UPDATE visitors SET email = $2 WHERE id = $1', [
    talk.visitor.id,
    'right@example.org',
  ]);
  await world.closes(talk);
  await world.after(0);
  await until(() => sink.to('right@example.org').length === 1);
});

it('tries again later what a server does not want now, under the same number', async () => {
  sink.refusals.content = 451;
  const talk = await world.talk({ email: 'busy@example.org' });
  await world.answers(talk);
  await world.after(120);
  await isTried(talk);
  sink.refusals.content = null;
  await world.after(29);
  expect(sink.to('busy@example.org')).toEqual([]);
  await world.after(31);
  await becomes(talk, 'sent');
  const [{ header }] = sink.to('busy@example.org');
  const row = await state(talk);
  expect(header('message-id')).toBe(`<${row.provider_id}>`);
  expect(row.tries).toBe(2);
});

it('delays and loses nothing while no server answers, and slows nobody', async () => {
  await sink.leave();
  const talks = [];
  for (let at = 0; at < 8; at += 1) talks.push(await world.talk({ email: `away-${at}@example.org` }));
  const begun = performance.now();
  for (const talk of talks) await world.answers(talk);
  expect((performance.now() - begun) / talks.length).toBeLessThan(200);
  await world.after(120);
  for (const talk of talks) await isTried(talk);
  for (let minutes = 0; minutes < 10; minutes += 2) await world.after(120);
  for (const talk of talks) await isTried(talk);
  expect((await Promise.all(talks.map(state))).every((row) => row.state === 'queued')).toBe(true);

  await sink.comeBack();
  await world.after(1800);
  for (const talk of talks) await becomes(talk, 'sent');
  await world.after(3600);
  for (const [at, talk] of talks.entries()) {
    expect(sink.to(`away-${at}@example.org`)).toHaveLength(1);
    expect(await world.sent(talk)).toHaveLength(1);
  }
});

it('does not tell of what was read while no server answered', async () => {
  await sink.leave();
  const talk = await world.talk({ email: 'reader@example.org' });
  await world.answers(talk);
  await world.after(120);
  await isTried(talk);
  await world.database.query(
    `INSERT INTO read_marks (brand_id, conversation_id, side, reader_id, seq, at)
     VALUES ($1, $2, 'visitor', $3, 100, '2026-11-21')`,
    [world.brandId, talk.conversationId, talk.visitor.id],
  );
  await sink.comeBack();
  await world.after(60);
  await becomes(talk, 'suppressed');
  expect(await state(talk)).toMatchObject({ reason: 'read' });
  expect(sink.to('reader@example.org')).toEqual([]);
});

it('sends no mail again that was taken while the database could not be written to', async () => {
  const { database } = world;
  const told = jest.spyOn(Logger.prototype, 'error').mockReturnValue();
  const talk = await world.talk({ email: 'written-down-late@example.org' });
  sink.beforeAnswer = async () =>
    void (await database.query('REVOKE UPDATE ON notifications FROM causerie_app'));
  await world.answers(talk);
  await world.after(120);
  await until(() => told.mock.calls.some(([what]) => what === 'a mail could not be settled'));
  told.mockRestore();
  sink.beforeAnswer = () => undefined;
  expect((await state(talk)).state).toBe('queued');
  await database.query('GRANT UPDATE ON notifications TO causerie_app');
  await becomes(talk, 'sent');
  await world.after(3600);
  expect(sink.to('written-down-late@example.org')).toHaveLength(1);
});

it('keeps why a server could not be reached, for the record and the log', async () => {
  const logged = jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
  await sink.leave();
  const talk = await world.talk({ email: 'no-server@example.org' });
  await world.answers(talk);
  await world.after(120);
  await isTried(talk);
  expect(await state(talk)).toMatchObject({ state: 'queued', reason: 'unreachable' });
  expect(logged.mock.calls.flat()).toContainEqual(expect.stringContaining('unreachable'));
  logged.mockRestore();
  await sink.comeBack();
  await world.after(1800);
  await becomes(talk, 'sent');
});

it('names a certificate that cannot be verified', async () => {
  const server = new SMTPServer({ secure: true, key: KEY, cert: CERTIFICATE, logger: false });
  server.on('error', () => undefined);
  const port = await freePort();
  await once(server.listen(port), 'listening');
  const other = await startMailWorld({ SMTP_URL: `smtps://localhost:${port}` });
  const talk = await other.talk({ email: 'ada@example.org' });
  await other.answers(talk);
  await other.after(120);
  await until(async () => (await other.sent(talk))[0]?.reason === 'certificate');
  expect((await other.sent(talk))[0].state).toBe('queued');
  await other.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

it('gives up after a day, and keeps the record', async () => {
  await sink.leave();
  const talk = await world.talk({ email: 'never@example.org' });
  await world.answers(talk);
  await world.after(120);
  for (let hours = 0; hours <= 28 && (await state(talk)).state === 'queued'; hours += 4) {
    await isTried(talk);
    await world.after(4 * 3600);
  }
  await becomes(talk, 'failed');
  expect(await state(talk)).toMatchObject({ reason: 'gave_up:unreachable' });
  await sink.comeBack();
  await world.after(60);
});

/** A mail as a process leaves it behind that dies with it, after so many tries. */
async function lost(talk: Talk, { id, tries }: { id: string; tries: number }): Promise<void> {
  await world.database.query(
    `INSERT INTO notifications (brand_id, id, channel, template, recipient, locale, visitor_id, conversation_id, up_to_seq,
       state, tries, provider_id, created_at, queued_at, next_try_at, state_at)
     SELECT $1, $2::uuid, 'email', 'answer', v.email, 'fr', v.id, $4, 1, 'queued', $6, $2::uuid || '@chat.example', $5, $5, $5, $5
     FROM visitors v WHERE v.id = $3`,
    [world.brandId, id, talk.visitor.id, talk.conversationId, new Date('2026-11-22T13:00:00Z'), tries],
  );
  await world.database.query(
    `INSERT INTO jobs (brand_id, id, name, key, payload, due_at)
     VALUES ($1, $2::uuid, 'notifications.deliver', $2::uuid::text, $3, '2026-11-21')`,
    [world.brandId, id, JSON.stringify({ notificationId: id })],
  );
}

it('takes up again what was lost with a process on its way', async () => {
  const talk = await world.talk({ email: 'crash@example.org' });
  await world.answers(talk);
  const id = '01934c3e-0000-7000-8000-000000000001';
  await lost(talk, { id, tries: 1 });
  await world.after(0);
  await becomes(talk, 'sent');
  expect(sink.to('crash@example.org')[0].header('message-id')).toBe(`<${id}@chat.example>`);
});

it('gives up what is lost over and over again, and begins anew where somebody asks for it', async () => {
  const talk = await world.talk({ email: 'over@example.org' });
  await world.answers(talk);
  const id = '01934c3e-0000-7000-8000-000000000002';
  await lost(talk, { id, tries: 30 });
  await world.after(0);
  await becomes(talk, 'failed');
  expect(await state(talk)).toMatchObject({ reason: 'gave_up' });
  expect(sink.to('over@example.org')).toEqual([]);
  await world.get(RetryNotification).run(await world.member('Ines', 'admin'), id);
  await world.after(0);
  await becomes(talk, 'sent');
  expect((await state(talk)).tries).toBe(1);
});

it('sends what it is just making when the application ends', async () => {
  const ending = await startMailWorld({ SMTP_URL: sink.url });
  const composers = ending.get(MailComposers);
  const compose = composers.compose.bind(composers);
  const closing = jest.spyOn(ending.get(Post), 'onModuleDestroy');
  const making = jest.spyOn(composers, 'compose').mockImplementation(async (notification) => {
    await until(() => closing.mock.calls.length > 0);
    return compose(notification);
  });
  const talk = await ending.talk({ email: 'last@example.org' });
  await ending.answers(talk);
  await ending.after(120);
  await until(() => making.mock.calls.length > 0);
  await ending.app.close();
  expect(sink.to('last@example.org')).toHaveLength(1);
});
