import { jest } from '@jest/globals';
import { newId } from '../../src/kernel/index.js';
import { Statements } from '../../src/platform/index.js';
import { DeskWorld, until, type DeskBrand, type DeskMember, type MemberBrowser } from './world.js';

describe('the pages of the desk', () => {
  let world: DeskWorld;
  let brand: DeskBrand;
  let lea: DeskMember;
  let karim: DeskMember;
  let browser: MemberBrowser;

  beforeAll(async () => {
    world = await DeskWorld.start();
    brand = await world.brand('lumiere');
    lea = await brand.member('Lea');
    browser = await world.signIn(lea.email);
    await browser.connect('lumiere');
    karim = await brand.member('Karim');
  });

  afterAll(() => world.close());

  it('lists what is on the desk, unread first, then by the last message', async () => {
    const [nora, jonas, paula] = await Promise.all(
      ['Nora', 'Jonas', 'Paula'].map((name) => brand.visitor(name)),
    );
    const first = await brand.start(nora, 'The first');
    const second = await brand.start(jonas, 'The second');
    const third = await brand.start(paula, 'The third');
    await onDesk(third);
    await browser.agent.get(`${brand.desk}/conversations/${third}`);
    await read(third);
    await brand.say(nora, first, 'And once more');
    const page = await browser.get(brand.desk).expect(200);
    const order = [...page.text.matchAll(/id="item-([0-9a-f-]+)"/g)].map(([, id]) => id);
    expect(order).toEqual([first, second, third]);
    expect(page.text).toContain('And once more');
    expect(page.text).toContain('2 unread messages');
    expect(page.text).toContain('Capacity used: 3 of 3');
  });

  it('tells members what waits for them, until when, and what they can do about it', async () => {
    const id = await brand.start(await brand.visitor('Wanda'), 'Are you there?');
    await world.database.query(
      `UPDATE conversations SET state = 'waiting', member_id = NULL, assigned_to = $2,
         assigned_until = now() + interval '1 day' WHERE id = $1`,
      [id, lea.id],
    );
    const banner = (by: MemberBrowser) => bannerOf(by, id);
    expect(await banner(browser)).toMatch(/Assigned to you until .+\. Free up a place to reply\./);
    await world.database.query(`UPDATE members SET chosen_state = 'away', state = 'away' WHERE id = $1`, [
      lea.id,
    ]);
    expect(await banner(browser)).toMatch(/Assigned to you until .+\. Switch to Available to reply\./);
    await world.database.query(
      `UPDATE members SET chosen_state = 'available', state = 'available' WHERE id = $1`,
      [lea.id],
    );
    const boss = await world.signIn((await brand.member('Olga', { role: 'manager' })).email);
    expect(await banner(boss)).toContain('Waiting for Lea until');
    await assignTo(karim, id);
  });

  it('tells that a conversation waits in its group, where nobody has to answer it yet', async () => {
    const id = await brand.start(await brand.visitor('Wendy'), 'Is anybody there?');
    const { email } = await brand.member('Oona', { role: 'manager' });
    expect(await bannerOf(await world.signIn(email), id)).toMatch(/Waiting in Advisers \d+\./);
    expect(await bannerOf(await world.signIn(email, 'fr'), id)).toMatch(
      /En attente dans le groupe Advisers \d+\./,
    );
    await world.database.query('UPDATE conversations SET group_id = NULL, queue_id = NULL WHERE id = $1', [
      id,
    ]);
    expect(await bannerOf(await world.signIn(email), id)).toContain('In the waiting list.');
    await assignTo(karim, id);
  });

  it('offers to release what is on the desk of somebody who is not there, or waits for them', async () => {
    const id = await brand.start(await brand.visitor('Rosa'), 'Is it still to be had?');
    await world.database.query(`UPDATE conversations SET state = 'on_desk', member_id = $2 WHERE id = $1`, [
      id,
      karim.id,
    ]);
    const boss = await world.signIn((await brand.member('Otto', { role: 'manager' })).email);
    const offers = async () =>
      (await boss.get(`${brand.desk}/conversations/${id}`).expect(200)).text.includes('/release"');
    const become = (state: string) =>
      world.database.query('UPDATE members SET state = $2 WHERE id = $1', [karim.id, state]);
    await become('offline');
    expect(await offers()).toBe(true);
    await become('away');
    expect(await offers()).toBe(false);
    await world.database.query(
      `UPDATE conversations SET state = 'waiting', member_id = NULL, assigned_to = $2,
         assigned_until = now() + interval '1 day' WHERE id = $1`,
      [id, karim.id],
    );
    expect(await offers()).toBe(true);
    await become('offline');
  });

  it('advises one thing where the visitor has left', async () => {
    const id = await brand.start(await brand.visitor('Gaël'), 'Back in a minute');
    await world.database.query(
      `UPDATE conversations SET state = 'on_desk', member_id = $2, asynchronous = true, last_message_side = 'member'
       WHERE id = $1`,
      [id, karim.id],
    );
    const { text } = await (
      await world.signIn(karim.email)
    )
      .get(`${brand.desk}/conversations/${id}`)
      .expect(200);
    expect(text).toContain('Replied? Snooze or close the conversation.');
    expect(text).not.toContain('data-hint="snooze"');
  });

  it('does not promise an e-mail to an address whose e-mails come back', async () => {
    const visitor = await brand.visitor('Odile');
    const conversation = await brand.start(visitor, 'A question before leaving');
    const boss = await world.signIn((await brand.member('Odette', { role: 'manager' })).email);
    const address = `${newId()}@example.org`;
    await world.database.query('UPDATE visitors SET email = $2 WHERE id = $1', [visitor.id, address]);
    const page = async () => (await boss.get(`${brand.desk}/conversations/${conversation}`).expect(200)).text;
    expect(await page()).toContain(`Your reply will be e-mailed to ${address}`);
    const mailed = (state: string, reason: string | null) =>
      world.database.query(
        `INSERT INTO notifications (brand_id, id, channel, template, recipient, locale, state, reason, provider_id, created_at, queued_at, state_at)
         VALUES ($1, $2::uuid, 'email', 'answer', $3, 'en', $4, $5, $2::uuid || '', now(), now(), now())`,
        [brand.id, newId(), address, state, reason],
      );
    await mailed('failed', 'bounced:5.1.1');
    const returned = await page();
    expect(returned).not.toContain('will be e-mailed');
    expect(returned).toContain(`E-mails to ${address} bounce`);
    expect(returned).toContain('E-mails to this address bounce');
    await mailed('delivered', null);
    expect(await page()).toContain(`Your reply will be e-mailed to ${address}`);
  });

  it('shows two tags of a conversation in its row, how many others there are, and nothing where there are none', async () => {
    const [tagged, plain] = await Promise.all(
      ['Ravi', 'Selma'].map(async (name) => brand.start(await brand.visitor(name), 'A question')),
    );
    for (const [name, colour] of [
      ['Warranty', 'red'],
      ['delivery', 'blue'],
      ['Returns', 'grey'],
    ]) {
      await world.database.query(
        `WITH tag AS (
           INSERT INTO tags (brand_id, id, name, colour, created_at)
           SELECT brand_id, $2, $3, $4, started_at FROM conversations WHERE id = $1 RETURNING brand_id, id, created_at
         )
         INSERT INTO conversation_tags (brand_id, conversation_id, tag_id, at)
         SELECT brand_id, $1, id, created_at FROM tag`,
        [tagged, newId(), name, colour],
      );
    }
    for (const id of [tagged, plain]) await assignTo(lea, id);
    const { text } = await browser.get(`${brand.desk}/lists`).expect(200);
    const row = (id: string) => text.slice(text.indexOf(`id="item-${id}"`)).split('</li>')[0];
    const tags = [...row(tagged).matchAll(/class="tag[^>]*>([^<]+)</g)].map(([, name]) => name);
    expect(tags).toEqual(['delivery', 'Returns', '+1']);
    expect(row(plain)).not.toContain('item-tags');
    await world.database.query(`DELETE FROM conversation_tags WHERE conversation_id = $1`, [tagged]);
    expect((await browser.get(`${brand.desk}/lists`)).text).not.toContain('item-tags');
  });

  it('asks the database twice for the busiest page, however much is on it', async () => {
    const pool = world.running.app.get(Statements).pool;
    const asked = jest.spyOn(pool, 'query');
    await browser.get(brand.desk).expect(200);
    expect(asked.mock.calls.length).toBeLessThanOrEqual(2);
    asked.mockRestore();
  });

  it('shows a conversation with its visitor', async () => {
    const visitor = await brand.visitor('Camille Renaud');
    await world.database.query(
      `UPDATE visitors SET email = 'camille@exemple.fr', attributes = '{"loyalty": "gold"}' WHERE id = $1`,
      [visitor.id],
    );
    const id = await brand.start(visitor, 'Would <b>it</b> suit https://exemple.fr/table?');
    await assignTo(karim, id);
    const karims = await world.signIn(karim.email);
    const page = await karims.get(`${brand.desk}/conversations/${id}`).expect(200);
    expect(page.text).toContain('Would &lt;b&gt;it&lt;/b&gt; suit');
    expect(page.text).toContain('href="https://exemple.fr/table"');
    for (const fact of [
      'Camille Renaud',
      'camille@exemple.fr',
      'French',
      'Phone · Safari',
      'loyalty',
      'gold',
    ]) {
      expect(page.text).toContain(fact);
    }
  });

  it('says how the answer reaches a visitor who has left', async () => {
    const [id] = await idsOnDesk();
    const [{ person }] = await world.database.query<{ person: string }>(
      `SELECT coalesce(v.merged_into, v.id) AS person FROM conversations c JOIN visitors v ON v.id = c.visitor_id
       WHERE c.id = $1`,
      [id],
    );
    const settings = async (email: string | null, notifications: boolean) => {
      await world.database.query('UPDATE visitors SET email = $2, email_notifications = $3 WHERE id = $1', [
        person,
        email,
        notifications,
      ]);
      return (await browser.get(`${brand.desk}/conversations/${id}`)).text;
    };
    expect(await settings('ada@exemple.fr', true)).toContain('will be e-mailed to ada@exemple.fr');
    for (const text of [await settings('ada@exemple.fr', false), await settings(null, true)]) {
      expect(text).not.toContain('e-mailed');
      expect(text).toContain('will see your reply on their next visit');
    }
  });

  it('gives the part alone to a page that changes in place', async () => {
    const [id] = await idsOnDesk();
    const part = await browser.get(`${brand.desk}/conversations/${id}`).set('HX-Request', 'true').expect(200);
    expect(part.text).not.toContain('<html');
    expect(part.text).toContain('id="desk-visitor"');
    const lists = await browser.get(`${brand.desk}/lists`).expect(200);
    expect(lists.text).toMatch(/^<section class="lists"/);
  });

  it('keeps an agent from conversations that are none of theirs', async () => {
    const [id] = await idsOnDesk();
    const karims = await world.signIn(karim.email);
    await karims.get(`${brand.desk}/conversations/${id}`).expect(403);
    await karims.get(`${brand.desk}/conversations/${id}/around`).expect(403);
    await karims.get(`${brand.desk}/conversations/${id}/entries?before=9`).expect(403);
  });

  it('answers for another brand’s conversation as for none', async () => {
    const fjord = await world.brand('fjord');
    const maya = await fjord.member('Maya');
    await (await world.signIn(maya.email)).connect('fjord');
    const foreign = await fjord.start(await fjord.visitor(), 'Hello');
    for (const part of ['', '/around', '/entries?before=5']) {
      const theirs = await browser.get(`${brand.desk}/conversations/${foreign}${part}`).expect(404);
      const nobodys = await browser.get(`${brand.desk}/conversations/${newId()}${part}`).expect(404);
      expect(theirs.text).toBe(nobodys.text);
    }
    await browser.get(`${brand.desk}/conversations/no-id`).expect(404);
  });

  it('works without scripts: a message, then closing', async () => {
    const [id] = await idsOnDesk();
    const page = `${brand.desk}/conversations/${id}`;
    const sent = await browser.post(`${page}/messages`, { text: 'Posted by a form' }, page);
    expect([sent.status, sent.headers.location]).toEqual([303, page]);
    expect((await browser.get(page)).text).toContain('Posted by a form');
    const closed = await browser.post(`${page}/closure`, {}, page);
    expect([closed.status, closed.headers.location]).toEqual([303, brand.desk]);
    expect((await browser.get(page)).text).toContain('This conversation is closed.');
  });

  it('speaks the member’s language, else the browser’s', async () => {
    const french = await world.signIn(lea.email, 'fr');
    expect((await french.get(brand.desk)).text).toContain('Mes conversations');
    await french.post('/account', { name: 'Lea', language: 'en' }, '/account');
    expect((await french.get(brand.desk)).text).toContain('My conversations');
    await french.post('/account', { name: 'Lea', language: '' }, '/account');
  });

  it('can be installed as a web app', async () => {
    const { body } = await browser.get(`${brand.desk}/manifest.webmanifest`).expect(200);
    expect(body).toMatchObject({ start_url: brand.desk, display: 'standalone' });
  });

  async function bannerOf(by: MemberBrowser, id: string): Promise<string> {
    const { text } = await by.get(`${brand.desk}/conversations/${id}`).expect(200);
    const [, shown = ''] = /id="desk-banner"([^]*?)<\/div>/.exec(text) ?? [];
    return shown.replace(/<[^>]*>/g, '');
  }

  async function onDesk(id: string): Promise<void> {
    await until(async () => {
      const rows = await world.database.query(
        `SELECT FROM conversations WHERE id = $1 AND state = 'on_desk'`,
        [id],
      );
      return rows.length > 0;
    });
  }

  async function assignTo(member: DeskMember, id: string): Promise<void> {
    await world.database.query(
      `UPDATE conversations SET state = 'waiting', member_id = NULL, assigned_to = $2 WHERE id = $1`,
      [id, member.id],
    );
  }

  async function read(id: string): Promise<void> {
    await world.database.query(
      `INSERT INTO read_marks (brand_id, conversation_id, side, reader_id, seq, at)
       SELECT brand_id, id, 'member', $2, last_seq, last_message_at FROM conversations WHERE id = $1`,
      [id, lea.id],
    );
  }

  async function idsOnDesk(): Promise<string[]> {
    const rows = await world.database.query<{ id: string }>(
      `SELECT id FROM conversations WHERE state = 'on_desk' AND member_id = $1 ORDER BY id`,
      [lea.id],
    );
    return rows.map(({ id }) => id);
  }
});
