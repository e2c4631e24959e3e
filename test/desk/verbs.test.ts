import { DeskWorld, heard, until, type DeskBrand, type DeskMember, type MemberBrowser } from './world.js';

describe('the actions of the desk', () => {
  let world: DeskWorld;
  let brand: DeskBrand;
  let lea: DeskMember;
  let karim: DeskMember;
  let browser: MemberBrowser;
  let manager: MemberBrowser;

  beforeAll(async () => {
    world = await DeskWorld.start();
    brand = await world.brand('lumiere');
    lea = await brand.member('Lea', { capacity: 20 });
    browser = await world.signIn(lea.email);
    await browser.connect('lumiere');
    karim = await brand.member('Karim');
    manager = await world.signIn((await brand.member('Maud', { role: 'manager' })).email, 'fr');
  });

  afterAll(() => world.close());

  const page = (id: string) => `${brand.desk}/conversations/${id}`;
  const start = async () => brand.start(await brand.visitor('Nora'), 'Hello');
  const stateOf = async (id: string) =>
    (await world.database.query<{ state: string }>('SELECT state FROM conversations WHERE id = $1', [id]))[0]
      .state;
  const scripted = (path: string, fields: Record<string, string>) =>
    browser.post(path, fields, brand.desk, { 'HX-Request': 'true' });
  const fragment = (path: string) => browser.get(path).set('HX-Request', 'true');

  it('ask in a page without scripts and in a dialog with them', async () => {
    const id = await start();
    for (const [action, heading] of [
      ['snooze', 'Snooze conversation'],
      ['transfer', 'Transfer conversation'],
    ]) {
      const whole = await browser.get(`${page(id)}/${action}`).expect(200);
      expect(whole.text).toContain('<html');
      expect(whole.text).toContain(heading);
      const part = await fragment(`${page(id)}/${action}`).expect(200);
      expect(part.text.trim()).toMatch(/^<dialog/);
    }
  });

  it('set a conversation aside, list it with its return, and take it back', async () => {
    const id = await start();
    const done = await browser.post(`${page(id)}/snooze`, { choice: '1d', keep: 'on' }, page(id));
    expect([done.status, done.headers.location]).toEqual([303, page(id)]);
    expect(await stateOf(id)).toBe('snoozed');
    const shown = await browser.get(page(id)).expect(200);
    expect(shown.text).toMatch(
      /Lea snoozed the conversation until <time[^>]+>[^<]+<\/time> and will keep it/,
    );
    expect(shown.text).toContain('Snoozed for you until');
    const [, snoozed] = shown.text.split('id="list-snoozed"');
    expect(snoozed).toContain(`id="item-${id}"`);
    expect(snoozed).toContain('kept,');
    await browser.post(`${page(id)}/resumption`, {}, page(id));
    await until(async () => (await stateOf(id)) === 'on_desk');
  });

  it('answer a script with what stands around the entries then, and a form with a page', async () => {
    const id = await start();
    const done = await scripted(`${page(id)}/snooze`, { choice: '1d' });
    expect([done.status, done.headers['hx-trigger']]).toEqual([
      200,
      '{"conversation:changed":{"as":"changed"}}',
    ]);
    const swapped = [...done.text.matchAll(/id="([\w-]+)"[^>]* hx-swap-oob="/g)].map(([, name]) => name);
    expect(swapped).toEqual([
      ...['desk-header', 'desk-tags', 'desk-banner'],
      ...['desk-writing', 'desk-block', 'desk-visitor'],
    ]);
    expect(done.text).toContain('Snoozed until');
    expect(done.text).not.toContain('role="log"');
    const resumed = await scripted(`${page(id)}/resumption`, {});
    expect(resumed.text).not.toContain('Snoozed until');
    await until(async () => (await fragment(`${page(id)}/around`)).text.includes('data-reply'));
    const refused = await scripted(`${page(id)}/resumption`, {});
    expect([refused.status, refused.headers['hx-retarget']]).toEqual([409, '#notices']);
    const closed = await scripted(`${page(id)}/closure`, {});
    expect(closed.headers['hx-trigger']).toBe('{"conversation:changed":{"as":"closed"}}');
    expect(closed.text).toContain('This conversation is closed.');
    expect(closed.text).not.toContain('data-reply');
    const away = await scripted(`${brand.desk}/availability`, { state: 'away' });
    expect([away.status, away.text, away.headers['hx-trigger']]).toEqual([
      200,
      '',
      '{"availability:changed":{}}',
    ]);
    expect(away.headers).not.toHaveProperty('hx-redirect');
    await scripted(`${brand.desk}/availability`, { state: 'available' });
    await until(async () => (await browser.get(brand.desk)).text.includes('data-state="available"'));
  });

  it.each([
    [{ choice: 'sideways', at: '' }, 'Choose a date and a time.'],
    [{ choice: 'date', at: '' }, 'Choose a date and a time.'],
    [{ choice: 'date', at: '2020-01-01T10:00' }, 'at least 5 minutes'],
    [{ choice: 'date', at: '2190-01-01T10:00' }, 'within a year'],
    [{ choice: 'date', at: '2027-03-28T02:30' }, 'does not exist on that day'],
  ])('refuse %j beside the field, and keep what was chosen', async (fields, words) => {
    const id = await start();
    const refused = await browser.post(`${page(id)}/snooze`, { ...fields, keep: 'on' }, page(id));
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(words);
    expect(refused.text).toContain(`value="${fields.at}"`);
    expect(refused.text).toMatch(/name="keep" checked/);
    expect(await stateOf(id)).toBe('on_desk');
  });

  it('do not set aside what the visitor wrote while the dialog stood open, unless asked once more', async () => {
    const visitor = await brand.visitor('Nora');
    const id = await brand.start(visitor, 'Hello');
    const heardIn = (text: string) => /name="heard" value="([^"]*)"/.exec(text)?.[1] ?? '';
    const dialog = await browser.get(`${page(id)}/snooze`);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await brand.say(visitor, id, 'One more thing');
    const fields = { choice: '1d', heard: heardIn(dialog.text) };
    const refused = await browser.post(`${page(id)}/snooze`, fields, page(id));
    expect([refused.status, await stateOf(id)]).toEqual([409, 'on_desk']);
    expect(refused.text).toContain('The visitor has just written.');
    const again = { ...fields, heard: heardIn(refused.text) };
    expect((await browser.post(`${page(id)}/snooze`, again, page(id))).status).toBe(303);
    expect(await stateOf(id)).toBe('snoozed');
  });

  it('have no snooze for what is synchronous, and answer 409', async () => {
    const id = await start();
    await world.database.query('UPDATE conversations SET asynchronous = false WHERE id = $1', [id]);
    const shown = await browser.get(page(id));
    expect(shown.text).not.toContain('aria-label="Snooze"');
    const refused = await browser.post(`${page(id)}/snooze`, { choice: '3h' }, page(id));
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Only asynchronous conversations can be snoozed.');
  });

  it('transfer with a comment, tell the other’s desk, and name who was first', async () => {
    const id = await start();
    const karims = await (await world.signIn(karim.email)).connect('lumiere');
    const arrival = heard<{ conversationId: string }>(karims, 'arrived');
    const fields = { to: `member:${karim.id}`, comment: 'She wants the blue one', from: lea.id };
    const done = await browser.post(`${page(id)}/transfer`, fields, page(id));
    expect(done.status).toBe(303);
    expect(await arrival).toEqual({ conversationId: id, reason: 'transfer' });
    const late = await browser.post(`${page(id)}/transfer`, fields, page(id));
    expect(late.status).toBe(409);
    expect(late.text).toContain('Karim has taken this conversation.');
    expect(late.text).toContain('She wants the blue one</textarea>');
    const shown = await manager.get(page(id));
    expect(shown.text).toMatch(/Lea a transféré la conversation à Karim, jusqu’au <time/);
    expect(shown.text).toContain('She wants the blue one');
    await world.database.query(`UPDATE members SET state = 'offline' WHERE id = $1`, [karim.id]);
  });

  it('refuse a transfer beside its field, and keep what was written', async () => {
    const id = await start();
    const nowhere = await browser.post(
      `${page(id)}/transfer`,
      { to: '', comment: 'Please', from: lea.id },
      page(id),
    );
    expect(nowhere.status).toBe(422);
    expect(nowhere.text).toContain('Choose a member or a group.');
    expect(nowhere.text).toContain('Please</textarea>');
    const tooMuch = { to: `member:${karim.id}`, comment: 'x'.repeat(4001), from: lea.id };
    const long = await browser.post(`${page(id)}/transfer`, tooMuch, page(id));
    expect(long.status).toBe(422);
    expect(long.text).toContain(`value="member:${karim.id}" data-available`);
    expect(long.text).toMatch(new RegExp(`member:${karim.id}"[^>]* checked`));
  });

  it('release by a manager, who reads why not while the member is there', async () => {
    const id = await start();
    const refused = await manager.post(`${page(id)}/release`, {}, page(id));
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Lea est en ligne');
    await world.database.query(`UPDATE members SET state = 'offline' WHERE id = ANY ($1)`, [
      [lea.id, karim.id],
    ]);
    expect((await manager.post(`${page(id)}/release`, {}, page(id))).status).toBe(303);
    expect(await stateOf(id)).toBe('waiting');
    const shown = await manager.get(page(id));
    expect(shown.text).toContain('Maud a relâché la conversation attribuée à Lea');
    expect((await browser.post(`${page(id)}/release`, {}, brand.desk)).status).toBe(403);
    await world.database.query(`UPDATE members SET state = 'available' WHERE id = $1`, [lea.id]);
  });
});
