import { MessengerWorld, type TestShop, type TestVisitor } from './world.js';

describe('what a visitor decides in the messenger', () => {
  let world: MessengerWorld;
  let shop: TestShop;

  beforeAll(async () => {
    world = await MessengerWorld.start();
    shop = await world.shop('lamps');
  });

  afterAll(() => world?.close());

  async function writer(): Promise<TestVisitor & { id: string }> {
    const visitor = await world.visitor(shop);
    await visitor.accept();
    const { conversationId } = await visitor.write('Is the lamp dimmable?');
    const [row] = await world.database.query('SELECT visitor_id FROM conversations WHERE id = $1', [
      conversationId,
    ]);
    return { ...visitor, id: String(row.visitor_id) };
  }

  const row = async ({ id }: { id: string }) =>
    (await world.database.query('SELECT * FROM visitors WHERE id = $1', [id]))[0];
  const content = async ({ token }: TestVisitor) => {
    const answer = await fetch(`${world.url}/w/${shop.key}/content`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return answer.text();
  };
  const events = ({ id }: { id: string }) =>
    world.database.query(
      `SELECT data FROM events WHERE name = 'visitor.settings_changed' AND subject_id = $1 ORDER BY no`,
      [id],
    );

  it('asks for an address after the first message, until there is one', async () => {
    const visitor = await world.visitor(shop);
    await visitor.accept();
    expect(await content(visitor)).not.toContain('data-invitation');
    await visitor.write('Hello');
    expect(await content(visitor)).toContain('Want our reply by e-mail');
    expect(await visitor.ask('settings', { email: 'ada@example.test' })).toEqual({ ok: true });
    const after = await content(visitor);
    expect(after).not.toContain('data-invitation');
    expect(after).toContain('data-email="ada@example.test"');
  });

  it('does not ask where the brand does not want to', async () => {
    const visitor = await writer();
    const text = [shop.brandId, crypto.randomUUID(), new Date()];
    await world.database.query(
      `INSERT INTO texts (brand_id, id, site_id, code, locale, body, updated_at) VALUES ($1, $2, NULL, 'email_invitation', 'en', '', $3)`,
      text,
    );
    expect(await content(visitor)).not.toContain('data-invitation');
    await world.database.query(`DELETE FROM texts WHERE code = 'email_invitation'`);
  });

  it('keeps, changes and takes away the address, and tells of it without naming it', async () => {
    const visitor = await writer();
    for (const email of ['ada@example.test', 'ada@example.test', 'grace@example.test', null])
      expect(await visitor.ask('settings', { email })).toEqual({ ok: true });
    expect(await row(visitor)).toMatchObject({ email: null });
    await visitor.ask('settings', { emailNotifications: false });
    expect(await row(visitor)).toMatchObject({ email_notifications: false });
    expect(await events(visitor)).toEqual([
      { data: { changed: ['email'], hasEmail: true, emailNotifications: true } },
      { data: { changed: ['email'], hasEmail: true, emailNotifications: true } },
      { data: { changed: ['email'], hasEmail: false, emailNotifications: true } },
      { data: { changed: ['emailNotifications'], hasEmail: false, emailNotifications: false } },
    ]);
  });

  it.each([
    'ada',
    'ada@',
    '@example.test',
    'a b@example.test',
    'ada@example',
    'x'.repeat(300),
    'ada@example.test\u0000',
  ])('refuses %j as an address, in words', async (email) => {
    const visitor = await writer();
    await visitor.ask('settings', { email: 'ada@example.test' });
    const answer = await visitor.ask('settings', { email });
    expect(answer).toMatchObject({ ok: false });
    expect(answer.message).toMatch(/./);
    expect(await row(visitor)).toMatchObject({ email: 'ada@example.test' });
  });

  it('takes no address before the terms are accepted', async () => {
    const visitor = await world.visitor(shop);
    expect(await visitor.ask('settings', { email: 'ada@example.test' })).toMatchObject({
      ok: false,
      code: 'consent_missing',
    });
  });

  it('takes it over HTTP too, where no WebSocket gets through', async () => {
    const visitor = await writer();
    const post = (body: object) =>
      fetch(`${world.url}/w/${shop.key}/settings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${visitor.token}` },
        body: JSON.stringify(body),
      });
    expect((await post({ email: 'nowhere' })).status).toBe(422);
    expect((await post({ email: 12 })).status).toBe(422);
    expect((await post({ email: 'ada@example.test' })).status).toBe(204);
    expect(await row(visitor)).toMatchObject({ email: 'ada@example.test' });
  });

  it('is taken a limited number of times a minute', async () => {
    const visitor = await writer();
    const answers = [];
    for (let time = 0; time < 31; time += 1)
      answers.push(await visitor.ask('settings', { emailNotifications: time % 2 === 0 }));
    expect(answers.slice(0, 30).every(({ ok }) => ok)).toBe(true);
    expect(answers[30]).toMatchObject({ ok: false, code: 'too_many' });
  });
});
