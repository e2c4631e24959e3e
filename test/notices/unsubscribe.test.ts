import { NotificationRecords } from '../../src/outbox/index.js';
import { until } from '../support/platform.js';
import { SmtpSink } from '../support/servers/smtp-sink.js';
import { startMailWorldOnline, type MailWorld } from './world.js';

let sink: SmtpSink;
let world: MailWorld & { url: string };

beforeAll(async () => {
  sink = await SmtpSink.start();
  world = await startMailWorldOnline({ SMTP_URL: sink.url });
});

afterAll(async () => {
  await world?.close();
  await sink?.leave();
});

const wants = async (visitorId: string) =>
  (
    await world.database.query<{ email_notifications: boolean }>(
      'SELECT email_notifications FROM visitors WHERE id = $1',
      [visitorId],
    )
  )[0].email_notifications;

const post = (link: string, form: Record<string, string>) =>
  fetch(link, { method: 'POST', body: new URLSearchParams(form) });

async function mailed(email: string, locale = 'fr') {
  const talk = await world.talk({ email, locale });
  await world.answers(talk);
  await world.after(120);
  await until(() => sink.to(email).length === 1);
  const [{ header }] = sink.to(email);
  const link = /^<(.*)>$/.exec(header('list-unsubscribe') ?? '')?.[1] ?? '';
  return { talk, header, link: link.replace(/^http:\/\/chat\.example/, world.url) };
}

it("ends mails by one press of a mail program's own button", async () => {
  const { talk, header, link } = await mailed('press@example.org');
  expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  const answer = await post(link, { 'List-Unsubscribe': 'One-Click' });
  expect(answer.status).toBe(200);
  expect(await wants(talk.visitor.id)).toBe(false);
  expect(
    await world.database.query(`SELECT data FROM events WHERE name = 'visitor.settings_changed'`),
  ).toMatchObject([{ data: { changed: ['emailNotifications'], emailNotifications: false } }]);
  await world.answers(talk, 'Are you there?');
  await world.closes(talk);
  await world.after(600);
  expect(await world.sent(talk)).toHaveLength(1);
});

it('keeps back what was waiting when they were ended', async () => {
  const { talk, link } = await mailed('waiting@example.org');
  await sink.leave();
  await world.answers(talk, 'One more thing.');
  await world.after(120);
  await post(link, { 'List-Unsubscribe': 'One-Click' });
  await sink.comeBack();
  const records = world.get(NotificationRecords);
  await until(async () => {
    await world.after(600);
    const { records: kept } = await records.page(world.lea, { state: 'suppressed', before: null });
    return kept.some(
      ({ conversationId, reason }) => conversationId === talk.conversationId && reason === 'not_wanted',
    );
  });
  expect(sink.to('waiting@example.org')).toHaveLength(1);
});

it('asks whoever opens the link, in their language, and takes it back', async () => {
  const { talk, link } = await mailed('open@example.org', 'de');
  const page = await (await fetch(link)).text();
  expect(page).toContain('<html lang="de"');
  expect(page).toContain('E-Mails abbestellen');
  expect(await wants(talk.visitor.id)).toBe(true);

  expect(await (await post(link, { wanted: 'no' })).text()).toContain('E-Mails wieder abonnieren');
  expect(await wants(talk.visitor.id)).toBe(false);
  expect(await (await post(link, { wanted: 'yes' })).text()).toContain('E-Mails abbestellen');
  expect(await wants(talk.visitor.id)).toBe(true);
});

it('believes no link that was made up', async () => {
  const { talk, link } = await mailed('forged@example.org');
  for (const forged of [`${link}x`, `${world.url}/mail/unsubscribe/abc.def`, link.replace(/.\./, '.')]) {
    expect((await post(forged, { 'List-Unsubscribe': 'One-Click' })).status).toBe(404);
  }
  expect(await wants(talk.visitor.id)).toBe(true);
});
