import { createHmac, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import canonicalize from 'canonicalize';
import { systemActor } from '../../src/kernel/index.js';
import { SaveSite, SiteAccess } from '../../src/sites/index.js';
import { VisitorAccess } from '../../src/visitors/index.js';
import { MessengerWorld, once, type TestShop } from '../messenger/world.js';

describe('a visitor whom the site identifies', () => {
  let world: MessengerWorld;
  let shop: TestShop;

  beforeAll(async () => {
    world = await MessengerWorld.start();
    shop = await world.shop('lamps');
  });

  afterAll(() => world?.close());

  const signed = (id: string, more: object = {}) => ({
    id,
    signature: createHmac('sha256', shop.secret).update(id).digest('hex'),
    ...more,
  });
  const whole = (identity: object) => ({
    ...identity,
    signature: createHmac('sha256', shop.jwtSecret)
      .update(`causerie-identity-v2\n${canonicalize(identity)}`)
      .digest('hex'),
  });
  const inMinutes = (minutes: number) => Math.floor(Date.now() / 1000) + 60 * minutes;
  const token = (claims: object, secret = shop.jwtSecret) => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const body = `${part({ alg: 'HS256' })}.${part({ exp: inMinutes(10), ...claims })}`;
    return { jwt: `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}` };
  };
  const row = async (externalId: string) =>
    (await world.database.query('SELECT * FROM visitors WHERE external_id = $1', [externalId]))[0];

  it('is that customer from then on, with what the site says of them', async () => {
    const visitor = await world.visitor(shop);
    const identity = whole({ id: 'ada', name: 'Ada', email: 'ada@example.test', attributes: { vip: true } });
    expect(await visitor.tell('identify', identity)).toEqual({ ok: true });
    expect(await row('ada')).toMatchObject({
      name: 'Ada',
      email: 'ada@example.test',
      reply_email: 'ada@example.test',
      attributes: { vip: true },
      unverified: [],
    });
  });

  it('is that customer by their signed id, but not what the page says besides', async () => {
    const visitor = await world.visitor(shop);
    const said = { name: 'Lise', email: 'lise@example.test', attributes: { tier: 'gold' } };
    expect(await visitor.tell('identify', signed('lise', said))).toEqual({ ok: true });
    expect(await row('lise')).toMatchObject({
      ...said,
      reply_email: null,
      unverified: ['name', 'email', 'attributes.tier'],
    });
    const answer = await fetch(`${world.url}/w/${shop.key}/content`, {
      headers: { authorization: `Bearer ${visitor.token}` },
    });
    expect(await answer.text()).not.toContain('lise@example.test');
  });

  it('is sent nothing elsewhere by somebody who forges what was signed', async () => {
    const visitor = await world.visitor(shop);
    const truth = { name: 'Emilie', email: 'emilie@example.test', attributes: { tier: 'silver' } };
    await visitor.tell('identify', whole({ id: 'emilie', ...truth }));
    const lies = { name: 'Eve', email: 'eve@example.test', attributes: { tier: 'platinum' } };
    expect(await visitor.tell('identify', signed('emilie', lies))).toMatchObject({ ok: true });
    expect(await row('emilie')).toMatchObject({ ...truth, reply_email: truth.email, unverified: [] });
    const stolen = { ...whole({ id: 'emilie', ...truth }), email: 'eve@example.test' };
    expect(await visitor.tell('identify', stolen)).toMatchObject({ ok: false, code: 'identity_unsigned' });
  });

  it('keeps the address that they gave, which becomes theirs where only the page had said it', async () => {
    const visitor = await world.visitor(shop);
    await visitor.accept();
    await visitor.tell('identify', signed('maria', { email: 'maria@example.test' }));
    expect(await visitor.ask('settings', { emailNotifications: true })).toMatchObject({ ok: true });
    expect(await row('maria')).toMatchObject({ email: 'maria@example.test', reply_email: null });
    await visitor.ask('settings', { email: 'maria@example.test' });
    expect(await row('maria')).toMatchObject({ reply_email: 'maria@example.test', unverified: [] });
    await visitor.tell('identify', signed('maria', { email: 'eve@example.test' }));
    expect(await row('maria')).toMatchObject({ reply_email: 'maria@example.test' });
  });

  it('keeps an address that was given before the site said who it is', async () => {
    const first = await world.visitor(shop);
    await first.tell('identify', signed('rosa', { email: 'said@example.test' }));
    const second = await world.visitor(shop);
    await second.accept();
    await second.ask('settings', { email: 'rosa@example.test' });
    await second.tell('identify', signed('rosa', { email: 'said@example.test' }));
    expect(await row('rosa')).toMatchObject({ reply_email: 'rosa@example.test', unverified: [] });
    const known = await world.running.app
      .get(VisitorAccess)
      .visitor(systemActor(shop.brandId), String((await row('rosa')).id));
    expect(known.email).toBe('rosa@example.test');
  });

  it('is written to at no address that only a page said, however many browsers say who it is', async () => {
    const first = await world.visitor(shop);
    await first.tell('identify', signed('iris', { email: 'said@example.test' }));
    const second = await world.visitor(shop);
    await second.tell('identify', signed('iris'));
    expect(await row('iris')).toMatchObject({ email: 'said@example.test', reply_email: null });
  });

  it('does not have more kept of them than fits', async () => {
    const visitor = await world.visitor(shop);
    const attributes = (from: number) =>
      Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`key ${from + at}`, at]));
    await visitor.tell('identify', signed('olga', { attributes: attributes(0) }));
    expect(await visitor.tell('identify', signed('olga', { attributes: attributes(30) }))).toMatchObject({
      code: 'identity_invalid',
    });
    expect(Object.keys((await row('olga')).attributes as object)).toHaveLength(30);
  });

  it('is nobody else by an id that reads like a token or like a whole identity', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const body = `${part({ alg: 'HS256' })}.${part({ sub: 'victim', exp: inMinutes(10) })}`;
    const { signature } = signed(body);
    const jwt = `${body}.${Buffer.from(signature, 'hex').toString('base64url')}`;
    const visitor = await world.visitor(shop);
    expect(await visitor.tell('identify', { jwt })).toMatchObject({ code: 'identity_unsigned' });
    const chosen = signed(`causerie-identity-v2\n${canonicalize({ id: 'victim' })}`).signature;
    expect(await visitor.tell('identify', { id: 'victim', signature: chosen })).toMatchObject({
      code: 'identity_unsigned',
    });
    expect(await row('victim')).toBeUndefined();
  });

  it.each([
    ['expired', () => token({ sub: 'eve', exp: inMinutes(-2) }), 'identity_expired', 'clock'],
    ['not valid yet', () => token({ sub: 'eve', nbf: inMinutes(2) }), 'identity_not_yet_valid', 'clock'],
    [
      'valid for months',
      () => token({ sub: 'eve', exp: inMinutes(100_000) }),
      'identity_valid_too_long',
      '7 days',
    ],
    ['issued tomorrow', () => token({ sub: 'eve', iat: inMinutes(1440) }), 'identity_not_yet_valid', 'clock'],
    ['without an expiry', () => token({ sub: 'eve', exp: undefined }), 'identity_claim', '“exp”'],
    ['expired, without a token', () => whole({ id: 'eve', exp: inMinutes(-2) }), 'identity_expired', 'clock'],
  ])('is told why an identity is refused that is %s', async (_, identity, code, word) => {
    const visitor = await world.visitor(shop);
    const answer = await visitor.tell('identify', identity());
    expect(answer).toMatchObject({ ok: false, code, message: expect.stringContaining(word) });
    expect(await row('eve')).toBeUndefined();
  });

  it('is taken where the clock of the site is less than a minute off', async () => {
    const visitor = await world.visitor(shop);
    const exp = Math.floor(Date.now() / 1000) - 30;
    expect(await visitor.tell('identify', token({ sub: 'nina', exp }))).toMatchObject({ ok: true });
  });

  it('is nobody by an expiry beside the signature of an id, which does not cover it', async () => {
    const visitor = await world.visitor(shop);
    for (const exp of [inMinutes(10), inMinutes(-10), 'soon', null])
      expect(await visitor.tell('identify', signed('eve', { exp }))).toMatchObject({
        ok: false,
        code: 'identity_expiry_unsigned',
        message: expect.stringContaining('Sign the whole identity') as string,
      });
    expect(await row('eve')).toBeUndefined();
  });

  it('is for the audience and from the issuer that the site expects', async () => {
    const system = systemActor(shop.brandId);
    const { app } = world.running;
    const site = await app.get(SiteAccess).site(system, shop.siteId);
    const expecting = (more: object) =>
      app.get(SaveSite).run(system, { ...site, siteId: shop.siteId, ...more });
    await expecting({ jwtAudience: 'causerie', jwtIssuer: 'https://shop.test' });
    const visitor = await world.visitor(shop);
    for (const [claims, claim] of [
      [{ iss: 'https://shop.test' }, 'aud'],
      [{ aud: 'others', iss: 'https://shop.test' }, 'aud'],
      [{ aud: 'causerie', iss: 'https://other.test' }, 'iss'],
    ] as const)
      expect(await visitor.tell('identify', token({ sub: 'vera', ...claims }))).toMatchObject({
        code: 'identity_claim',
        message: expect.stringContaining(`“${claim}”`),
      });
    const proper = token({ sub: 'vera', aud: ['causerie', 'others'], iss: 'https://shop.test' });
    expect(await visitor.tell('identify', proper)).toMatchObject({ ok: true });
    await expecting({ jwtAudience: null, jwtIssuer: null });
  });

  it('has no token taken while the site has no secret for them', async () => {
    const [kept] = await world.database.query(
      'SELECT jwt_secret_encrypted AS sealed FROM sites WHERE id = $1',
      [shop.siteId],
    );
    await world.database.query('UPDATE sites SET jwt_secret_encrypted = NULL WHERE id = $1', [shop.siteId]);
    const visitor = await world.visitor(shop);
    expect(await visitor.tell('identify', token({ sub: 'eve' }, shop.secret))).toMatchObject({
      code: 'identity_no_secret',
    });
    expect(await visitor.tell('identify', signed('dora'))).toMatchObject({ ok: true });
    await world.database.query('UPDATE sites SET jwt_secret_encrypted = $2 WHERE id = $1', [
      shop.siteId,
      kept.sealed,
    ]);
  });

  it('is believed by a signed token too', async () => {
    const visitor = await world.visitor(shop);
    const identity = token({ sub: 'grace', name: 'Grace' });
    expect(await visitor.tell('identify', identity)).toMatchObject({ ok: true });
    expect(await row('grace')).toMatchObject({ name: 'Grace' });
  });

  it.each([
    ['unsigned', () => ({ id: 'eve' })],
    ['signed for another', () => ({ ...signed('ada'), id: 'eve' })],
    ['signed with another secret', () => token({ sub: 'eve' }, 'another secret')],
    ['an id that is no text', () => ({ ...signed('eve'), id: 12 })],
    ['nothing', () => ({})],
  ])('stays anonymous when the identity is %s', async (_, identity) => {
    const visitor = await world.visitor(shop);
    expect(await visitor.tell('identify', identity())).toMatchObject({
      ok: false,
      code: 'identity_unsigned',
    });
    expect(await row('eve')).toBeUndefined();
  });

  it('is refused a signed identity that cannot be kept', async () => {
    const visitor = await world.visitor(shop);
    const answer = await visitor.tell('identify', signed('eve', { email: 'nowhere' }));
    expect(answer).toMatchObject({ ok: false, code: 'identity_invalid' });
  });

  it('has so many attributes at most, over however many calls, and keeps those that it has', async () => {
    const visitor = await world.visitor(shop);
    const few = (call: number) =>
      signed('hoarder', {
        attributes: Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`a ${call} ${at}`, at])),
      });
    const answers = [];
    for (let call = 0; call < 5; call += 1) answers.push(await visitor.tell('identify', few(call)));
    expect(answers.map(({ ok, code }) => (ok ? 'ok' : code))).toEqual([
      'ok',
      'ok',
      'identity_invalid',
      'identity_invalid',
      'identity_invalid',
    ]);
    expect(Object.keys((await row('hoarder')).attributes as object)).toHaveLength(40);
    expect(await visitor.tell('identify', few(1))).toMatchObject({ ok: true });
    expect(await visitor.tell('identify', signed('hoarder', { name: 'Hoarder' }))).toMatchObject({
      ok: true,
    });
  });

  it('has attributes of 64 KB at most', async () => {
    const visitor = await world.visitor(shop);
    const wide = (call: number) =>
      signed('wide', {
        attributes: Object.fromEntries(
          Array.from({ length: 12 }, (_, at) => [`${call} ${at}`, '界'.repeat(500)]),
        ),
      });
    const answers = [];
    for (let call = 0; call < 4; call += 1) answers.push(await visitor.tell('identify', wide(call)));
    expect(answers.map(({ ok, code }) => (ok ? 'ok' : code))).toEqual(['ok', 'ok', 'ok', 'identity_invalid']);
  });

  it('keeps conversations and acceptances of before, and shows the customer’s own at the next engagement only', async () => {
    const first = await world.visitor(shop);
    await first.tell('identify', signed('mary'));
    await first.accept();
    const { conversationId: old } = await first.write('From the first browser');

    const second = await world.visitor(shop);
    await second.accept();
    const { conversationId: mine } = await second.write('From the second browser, before signing in');
    await world.database.query('UPDATE targeting_rules SET enabled = false WHERE brand_id = $1', [
      shop.brandId,
    ]);
    const hello = once<{ engaged: boolean; ongoing: boolean }>(second.loader, 'hello');
    expect(await second.tell('identify', signed('mary'))).toEqual({ ok: true });
    expect(await hello).toMatchObject({ engaged: false, ongoing: true });
    expect(await second.ask('catch_up', { conversationId: mine, after: 0 })).toMatchObject({ ok: true });
    expect(await second.ask('catch_up', { conversationId: old, after: 0 })).toMatchObject({
      ok: false,
      code: 'not_found',
    });

    await world.database.query('UPDATE targeting_rules SET enabled = true WHERE brand_id = $1', [
      shop.brandId,
    ]);
    const engaged = once<{ engaged: boolean }>(second.loader, 'engagement');
    second.loader.emit('page', { url: `${shop.origin}/next`, title: 'Next' });
    expect(await engaged).toMatchObject({ engaged: true });
    expect(await second.ask('catch_up', { conversationId: old, after: 0 })).toMatchObject({ ok: true });
    expect(await second.write('And on', String(old))).toMatchObject({ ok: true });
  });

  it('shows neither launcher nor history by being identified alone', async () => {
    const cleared = await world.visitor(shop);
    await world.database.query('UPDATE targeting_rules SET enabled = false WHERE brand_id = $1', [
      shop.brandId,
    ]);
    const hello = once(cleared.loader, 'hello');
    await cleared.tell('identify', signed('mary'));
    expect(await hello).toMatchObject({ engaged: false, ongoing: false, unread: 0 });
    await world.database.query('UPDATE targeting_rules SET enabled = true WHERE brand_id = $1', [
      shop.brandId,
    ]);
  });

  it('gives a message the first result when it is sent again after signing in', async () => {
    const visitor = await world.visitor(shop);
    await visitor.accept();
    const message = { conversationId: null, clientId: randomUUID(), body: 'Sent twice' };
    const first = await visitor.ask('message', message);
    await visitor.tell('identify', signed('joan'));
    expect(await visitor.ask('message', message)).toMatchObject({
      state: 'repeated',
      conversationId: first.conversationId,
    });
  });

  it('is somebody new after a reset, and another customer takes nothing along', async () => {
    const visitor = await world.visitor(shop);
    await visitor.tell('identify', signed('sophie'));
    const reset = once<{ token: string }>(visitor.loader, 'hello');
    await visitor.tell('reset');
    expect((await reset).token).not.toBe(visitor.token);
    const sophie = await world.visitor(shop);
    await sophie.tell('identify', signed('sophie'));
    const { token } = sophie;
    const other = once<{ token: string }>(sophie.loader, 'hello');
    await sophie.tell('identify', signed('emmy'));
    expect((await other).token).not.toBe(token);
    expect(await row('sophie')).toMatchObject({ merged_into: null });
    expect(await row('emmy')).toMatchObject({ merged_into: null });
  });

  it('is gone from every tab of a browser that the site resets, by what stands open and by what was kept', async () => {
    const tab = await world.visitor(shop);
    await tab.accept();
    await tab.tell('identify', signed('margaret'));
    const { conversationId } = await tab.write('Before I sign out');
    const twin = await world.visitor(shop, { token: tab.token });
    const elsewhere = await world.visitor(shop);
    await elsewhere.tell('identify', signed('margaret'));
    const ended = [once(twin.loader, 'disconnect'), once(twin.messenger, 'disconnect')];
    await tab.tell('reset');
    await Promise.all(ended);

    const read = await fetch(`${world.url}/w/${shop.key}/content?conversation=${conversationId}`, {
      headers: { authorization: `Bearer ${tab.token}` },
    });
    expect(read.status).toBe(401);
    await expect(
      world.refusal(world.url, { site: shop.key, part: 'messenger', token: tab.token }),
    ).resolves.toMatchObject({ code: 'visitor_unknown' });
    const back = await world.visitor(shop, { token: tab.token });
    expect(await back.ask('catch_up', { conversationId, after: 0 })).toMatchObject({ code: 'not_found' });
    const again = await world.visitor(shop, { token: elsewhere.token });
    expect(await again.ask('catch_up', { conversationId, after: 0 })).toMatchObject({ ok: true });
  });

  it('is not asked again for what they accepted elsewhere', async () => {
    const first = await world.visitor(shop);
    await first.tell('identify', signed('hedy'));
    await first.accept();
    const second = await world.visitor(shop);
    expect(await second.write('Hello')).toMatchObject({ code: 'consent_missing' });
    await second.tell('identify', signed('hedy'));
    expect(await second.write('Hello')).toMatchObject({ ok: true });
  });

  it('of before whole identities were signed is believed in nothing but what they said themselves', async () => {
    const columns = {
      sites: ['jwt_secret_encrypted', 'jwt_audience', 'jwt_issuer'],
      visitors: ['reply_email', 'unverified'],
    };
    for (const [table, names] of Object.entries(columns))
      for (const name of names)
        await world.database.query(`ALTER TABLE ${table} DROP COLUMN ${name} CASCADE`);
    for (const [externalId, events] of [
      ['before', ['visitor.identified']],
      ['gave', ['visitor.identified', 'visitor.settings_changed']],
      [null, []],
    ] as const) {
      const [id, name] = [randomUUID(), externalId ?? 'nobody'];
      await world.database.query(
        `INSERT INTO visitors (brand_id, id, site_id, external_id, name, email, attributes, locale, created_at, last_seen_at)
         VALUES ($1, $2, $3, $4, $5, $5 || '@example.test', '{"tier": "gold"}', 'en', '2026-01-01', '2026-01-01')`,
        [shop.brandId, id, shop.siteId, externalId, name],
      );
      for (const [at, event] of events.entries())
        await world.database.query(
          `INSERT INTO events (brand_id, id, name, actor_kind, subject_id, data, pending, at)
           VALUES ($1, gen_random_uuid(), $2, 'system', $3, '{"changed": ["email"]}', false, $4)`,
          [shop.brandId, event, id, new Date(2026, 1, 1 + at)],
        );
    }
    await world.database.query(await readFile('migrations/20261129061100-identity-proofs.sql', 'utf8'));
    const rows = await world.database.query(
      `SELECT name, unverified, reply_email FROM visitors WHERE name IN ('before', 'gave', 'nobody') ORDER BY name`,
    );
    expect(rows).toEqual([
      { name: 'before', unverified: ['name', 'email', 'attributes.tier'], reply_email: null },
      { name: 'gave', unverified: ['name', 'attributes.tier'], reply_email: 'gave@example.test' },
      { name: 'nobody', unverified: [], reply_email: 'nobody@example.test' },
    ]);
  });
});
