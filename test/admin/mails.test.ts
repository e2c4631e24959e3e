import type { Type } from '@nestjs/common';
import { Mailbox, MailSenders, Wordings } from '../../src/mail/index.js';
import { Clock, newId } from '../../src/kernel/index.js';
import { until } from '../support/platform.js';
import { AdminWorld, type Browser, type TestBrand } from './world.js';

let world: AdminWorld;
let brand: TestBrand;
let admin: Browser;

beforeAll(async () => {
  world = await AdminWorld.start();
  brand = await world.brand('lamps', 'fr');
  admin = await (await brand.member('Ines', 'admin')).browser('en');
});

afterAll(() => world?.close());

const page = () => `${brand.admin}/mails/templates/answer/fr`;
const get = <T>(type: Type<T>) => world.running.app.get<T>(type, { strict: false });

/** The one mail that came to this address, once it has come. */
async function mailTo(address: string) {
  const ask = () =>
    world.database.query<{ id: string; sender: string; subject: string; body: string }>(
      'SELECT notification_id AS id, sender, subject, body FROM mailbox_mails WHERE recipient = $1 ORDER BY at DESC',
      [address],
    );
  await until(async () => (await ask()).length > 0, 10_000);
  return (await ask())[0];
}

describe('the words of a mail', () => {
  const wording = {
    subject: 'Une réponse de {{member.name}}',
    body: 'Bonjour {{ visitor.name }},\n\nvoici une réponse.',
    button: 'Ouvrir',
  };

  it('are refused next to the field where a name is unknown, and stay as they were typed', async () => {
    for (const [field, text] of [
      ['subject', 'Une réponse de {{member.nam}}'],
      ['body', 'Bonjour {{visitor.name'],
      ['button', '{{#if x}}Ouvrir{{/if}}'],
    ]) {
      const answer = await admin.submit(page(), { ...wording, [field]: text });
      expect(answer.status).toBe(422);
      expect(answer.text).toContain(`id="${field}-error"`);
      expect(answer.text).toContain('Unknown variable');
    }
    expect(await get(Wordings).own(brand.id, 'answer', 'fr')).toBeNull();
  });

  it('are stored, shown in the preview, sent to whoever asks, and go back to the default', async () => {
    expect((await admin.submit(page(), wording)).headers.location).toBe(`${page()}?done=saved`);
    expect(await get(Wordings).own(brand.id, 'answer', 'fr')).toEqual(wording);
    expect(await world.audit(brand.id, 'settings.mail_template_saved')).toMatchObject([
      { data: { before: { template: 'answer', locale: 'fr' }, after: wording } },
    ]);

    const preview = await admin.get(`${page()}/preview`).expect(200);
    expect(preview.text).toContain('voici une réponse.');
    expect(preview.headers['content-security-policy']).toMatch(
      /style-src 'unsafe-hashes' 'sha256-[^]*;sandbox/,
    );
    expect(preview.headers['content-security-policy']).not.toContain('unsafe-inline');

    await admin.get(page());
    await admin.post(`${page()}/trial`, {});
    const mail = await mailTo('ines@lamps.test');
    expect(mail).toMatchObject({
      subject: 'Une réponse de Léa',
      sender: expect.stringContaining('The brand lamps <'),
    });
    const shown = await admin.get(`${brand.admin}/mails/mailbox/${mail.id}`).expect(200);
    expect(shown.text).toContain('instead of being sent');
    expect((await admin.get(`${brand.admin}/mails/mailbox/${mail.id}/content`)).text).toContain(
      'Bonjour Ada,',
    );
    expect((await admin.get(`${brand.admin}/mails/records`)).text).toContain('ines@lamps.test');

    await admin.get(page());
    await admin.post(`${page()}/reset`, {});
    expect(await get(Wordings).own(brand.id, 'answer', 'fr')).toBeNull();
  });

  it('are shown as they stand in the form, without being stored', async () => {
    await admin.get(page());
    const draft = await admin.post(`${page()}/preview`, { ...wording, body: '<b>Presque</b> fini' });
    expect(draft.text).toContain('&lt;b&gt;Presque&lt;/b&gt; fini');
    expect(await get(Wordings).own(brand.id, 'answer', 'fr')).toBeNull();
  });

  it('are shown to the second of two who changed them', async () => {
    const opened = await admin.get(page());
    const basis = /name="basis" value="([^"]*)"/.exec(opened.text)?.[1] ?? '';
    await admin.submit(page(), wording);
    const second = await admin.post(page(), { ...wording, subject: 'Autre', basis });
    expect(second.status).toBe(409);
    expect(second.text).toContain('Une réponse de {{member.name}}');
  });
});

describe('the sender', () => {
  it("is a brand's own address once the link sent there was followed", async () => {
    const sender = `${brand.admin}/mails/sender`;
    expect((await admin.submit(sender, { name: 'Lampes & Cie', address: 'no address' })).status).toBe(422);
    await admin.submit(sender, { name: 'Lampes & Cie', address: 'bonjour@lampes.example' });
    expect(await get(MailSenders).of(brand.id)).toEqual({
      name: 'Lampes & Cie',
      address: 'no-reply@localhost',
    });

    const { body } = await mailTo('bonjour@lampes.example');
    const path = /\/mail\/sender\/[\w.-]+/.exec(body)?.[0] ?? '';
    const stranger = world.stranger();
    expect((await stranger.get(path).expect(200)).text).toContain('Confirm address');
    expect(await get(MailSenders).settings(brand.id)).toMatchObject({ verifiedAt: null });
    expect((await stranger.post(path, {})).text).toContain('bonjour@lampes.example');
    expect(await get(MailSenders).of(brand.id)).toEqual({
      name: 'Lampes & Cie',
      address: 'bonjour@lampes.example',
    });

    get(Clock).shift(7 * 24 * 3_600_000 - 60_000);
    await stranger.get(path).expect(200);
    get(Clock).shift(60_000);
    await stranger.get(path).expect(404);
    get(Clock).release();

    await admin.submit(sender, { name: '', address: 'autre@lampes.example' });
    expect(await get(MailSenders).of(brand.id)).toMatchObject({ address: 'no-reply@localhost' });
    await stranger.get(path).expect(404);
  });
});

describe('a mail that came in', () => {
  const received = async (state: string) => {
    const [visitorId, conversationId, id] = [newId(), newId(), newId()];
    await world.database.query(
      `INSERT INTO visitors (brand_id, id, site_id, locale, created_at, last_seen_at)
       VALUES ($1, $2, $3, 'fr', '2026-01-01', '2026-01-01')`,
      [brand.id, visitorId, brand.siteId],
    );
    await world.database.query(
      `INSERT INTO conversations (brand_id, id, site_id, visitor_id, origin, asynchronous, locale, state, started_at, closed_at,
         close_reason)
       VALUES ($1, $2, $3, $4, 'targeted', true, 'fr', 'closed', '2026-01-01', '2026-01-01', 'done')`,
      [brand.id, conversationId, brand.siteId, visitorId],
    );
    await world.database.query(
      `INSERT INTO received_mails (brand_id, id, kind, conversation_id, mail_key, return_path, sender, sender_known, size,
         state, body, file_names, received_at, state_at)
       VALUES ($1, $2, 'reply', $3, $2::uuid::text, 'ada@x.example', 'ada@x.example', true, 1, $4, $5, '{lamp.png}', '2026-01-01', '2026-01-01')`,
      [brand.id, id, conversationId, state, 'Is it <b>late</b>?'],
    );
    return { id, conversationId };
  };

  it('after the conversation was closed of a conversation is there to be read, on its page and on the desk', async () => {
    const { id, conversationId } = await received('closed');
    const list = await admin.get(`${brand.admin}/mails/received`).expect(200);
    expect(list.text).toContain(`${brand.admin}/mails/received/${id}`);
    const { text } = await admin.get(`${brand.admin}/mails/received/${id}`).expect(200);
    for (const part of [
      'Is it &lt;b&gt;late&lt;/b&gt;?',
      'lamp.png',
      'after the conversation was closed',
      conversationId,
    ])
      expect(text).toContain(part);
    const onTheDesk = await admin.get(`/b/lamps/desk/mails/${id}`).expect(200);
    expect(onTheDesk.text).toContain('Is it &lt;b&gt;late&lt;/b&gt;?');
  });

  it('Hidden until the sender accepts the terms', async () => {
    const { id } = await received('waiting');
    const { text } = await admin.get(`${brand.admin}/mails/received/${id}`).expect(200);
    expect(text).toContain('Hidden until');
    expect(text).not.toContain('Is it');
    expect(text).not.toContain('lamp.png');
    await admin.get(`/b/lamps/desk/mails/${id}`).expect(404);
  });
});

it('is an admin’s business alone', async () => {
  const manager = await (await brand.member('Max', 'manager')).browser('en');
  for (const path of ['records', 'templates', 'sender', 'mailbox'])
    await manager.get(`${brand.admin}/mails/${path}`).expect(403);
});

it('finds nothing in the mailbox of another brand', async () => {
  const other = await world.brand('chairs', 'en');
  const stranger = await (await other.member('Zoe', 'admin')).browser('en');
  const { id } = await mailTo('ines@lamps.test');
  await stranger.get(`${other.admin}/mails/mailbox/${id}`).expect(404);
  await stranger.get(`${other.admin}/mails/records/${id}`).expect(404);
  expect(get(Mailbox).isInUse).toBe(true);
});
