import { DeskWorld, until } from '../desk/world.js';
import { Newcomer } from './world.js';

describe('a brand of one’s own', () => {
  let world: DeskWorld;
  let anna: Newcomer;
  let count = 0;

  beforeAll(async () => {
    world = await DeskWorld.start({ RATE_LIMIT_FACTOR: '100' });
  });
  beforeEach(async () => {
    anna = new Newcomer(world);
    await anna.arrive({ email: `anna${(count += 1)}@atelier.example` });
  });
  afterAll(() => world.close());

  it('is ready with a group, a rule, terms and responses, and its founder is its admin', async () => {
    const opened = await anna.openBrand({ slug: 'solene' });
    expect([opened.status, opened.headers.location]).toEqual([303, '/b/solene/start/site']);
    const [made] = await world.database.query(
      `SELECT b.default_locale, b.time_zone,
         (SELECT array_agg(role || ' ' || name) FROM members WHERE brand_id = b.id) AS members,
         (SELECT array_agg(g.name || ' ' || (SELECT count(*) FROM group_members m WHERE m.group_id = g.id)) FROM groups g WHERE brand_id = b.id) AS groups,
         (SELECT array_agg(name || ' ' || enabled) FROM rules WHERE brand_id = b.id) AS rules,
         (SELECT count(*)::int FROM documents WHERE brand_id = b.id AND audience = 'visitors' AND must_accept) AS documents,
         (SELECT array_agg(DISTINCT locale ORDER BY locale) FROM document_texts WHERE brand_id = b.id) AS "documentLocales",
         (SELECT count(*)::int FROM response_texts WHERE brand_id = b.id) AS responses
       FROM brands b WHERE slug = 'solene'`,
    );
    expect(made).toEqual({
      default_locale: 'fr',
      time_zone: 'Europe/Paris',
      members: ['admin Solène Arnaud'],
      groups: ['Team 1'],
      rules: ['Everyone true'],
      documents: 2,
      documentLocales: ['en', 'fr'],
      responses: 6,
    });
    expect((await anna.browser.get('/b/solene/desk')).status).toBe(200);
  });

  it('says in the audit log who opened it', async () => {
    await anna.openBrand({ slug: 'audited' });
    const log = await anna.browser.get('/b/audited/admin/audit');
    expect(log.text).toContain('Solène Arnaud');
  });

  it.each([
    ['Atelier', 'lower case', 303],
    ['-atelier', 'letters, digits and hyphens', 422],
    ['кафе', 'letters, digits and hyphens', 422],
    ['admin', 'reserved', 422],
    ['taken', 'already taken', 422],
  ])('with the address "%s": %s', async (slug, words, status) => {
    if (slug === 'taken') await world.brand('taken');
    const answer = await anna.openBrand({ slug });
    expect(answer.status).toBe(status);
    if (status === 422) {
      expect(answer.text).toContain(words);
      expect(answer.text).toContain('value="Atelier Solène"');
    } else expect(answer.headers.location).toBe('/b/atelier/start/site');
  });

  it.each(['A\r\nBcc: b@x.test', 'A\nYour account is locked', 'A\u001b[31m', 'A\u202ebb', 'A\u2028b'])(
    'has no name that leaves its line: %j',
    async (name) => {
      const answer = await anna.openBrand({ name, slug: 'one-line' });
      expect([answer.status, answer.text.includes('id="name-error"')]).toEqual([422, true]);
    },
  );

  it('gets a free address where none was typed', async () => {
    await world.brand('cafe-bleu');
    const answer = await anna.openBrand({ name: 'Café bleu', slug: '' });
    expect(answer.headers.location).toBe('/b/cafe-bleu-2/start/site');
  });

  it('suggests an address while one types, and says whether one is free', async () => {
    await world.brand('blue-cup');
    const look = async (query: string) => (await anna.browser.get(`/sign-up/brand/address?${query}`)).text;
    expect(await look('name=Blue+cup')).toContain('blue-cup-2');
    expect(await look('slug=blue-cup')).toContain('already taken');
    expect(await look('slug=green-cup')).toContain('Available');
    expect(await look('slug=sign-in')).toContain('reserved');
    expect((await new Newcomer(world).browser.get('/sign-up/brand/address?slug=a')).status).toBe(303);
  });

  it('is made once of a double click', async () => {
    const answers = await Promise.all([
      anna.openBrand({ slug: 'double' }),
      anna.openBrand({ slug: 'double' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
    const rows = await world.database.query(
      `SELECT FROM members m JOIN brands b ON b.id = m.brand_id WHERE b.slug = 'double'`,
    );
    expect(rows).toHaveLength(1);
  });

  it('is made whole or not at all', async () => {
    const answer = await anna.openBrand({ slug: 'half', timeZone: 'Nowhere' });
    expect(answer.status).toBe(422);
    expect(await world.database.query(`SELECT FROM brands WHERE slug = 'half'`)).toHaveLength(0);
    const [left] = await world.database.query(
      `SELECT count(*)::int AS lost FROM brand_settings s WHERE NOT EXISTS (SELECT FROM brands b WHERE b.id = s.brand_id)`,
    );
    expect(left).toEqual({ lost: 0 });
  });

  it('is opened by nobody who is not signed in', async () => {
    const answer = await new Newcomer(world).browser.get('/sign-up/brand');
    expect([answer.status, answer.headers.location]).toEqual([303, '/sign-in?next=%2Fsign-up%2Fbrand']);
  });

  it('gets its site, whose messenger shows on every page by its rule', async () => {
    await anna.openBrand({ slug: 'with-site' });
    const wrong = await anna.browser.post(
      '/b/with-site/start/site',
      { address: 'not an address', colour: '#112233' },
      '/b/with-site/start/site',
    );
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Enter the address of a site');
    expect(wrong.text).toContain('value="not an address"');
    const send = () =>
      anna.browser.post(
        '/b/with-site/start/site',
        { address: 'shop.example/welcome', colour: '#9a4f33' },
        '/b/with-site/start',
      );
    const answers = await Promise.all([send(), send()]);
    expect(answers.map(({ headers }) => headers.location)).toEqual([
      '/b/with-site/start',
      '/b/with-site/start',
    ]);
    const sites = await world.database.query(
      `SELECT s.origins, s.colour, s.home_url, (SELECT array_agg(r.name) FROM targeting_rules t JOIN rules r ON r.brand_id = t.brand_id AND r.id = t.rule_id WHERE t.brand_id = s.brand_id AND t.site_id = s.id) AS rules
       FROM sites s JOIN brands b ON b.id = s.brand_id WHERE b.slug = 'with-site'`,
    );
    expect(sites).toEqual([
      {
        origins: ['https://shop.example', 'https://www.shop.example'],
        colour: '#9a4f33',
        home_url: 'https://shop.example/',
        rules: ['Everyone'],
      },
    ]);
  });

  it('has a list of first steps that knows what is done', async () => {
    await anna.openBrand({ slug: 'steps' });
    expect(await progress()).toContain('2 of 8');
    await anna.browser.post(
      '/b/steps/start/site',
      { address: 'shop.example', colour: '#9a4f33' },
      '/b/steps/start',
    );
    const page = await progress();
    expect(page).toContain('3 of 8');
    const key = /\/w\/([\w-]+)\.js/.exec(page)?.[1] ?? '';
    expect((await world.agent().get(`/w/${key}.js`)).status).toBe(200);
    const [{ id: brandId, site: siteId }] = (await world.database.query(
      `SELECT b.id, (SELECT id FROM sites WHERE brand_id = b.id) AS site FROM brands b WHERE slug = 'steps'`,
    )) as [{ id: string; site: string }];
    await world.database.query(
      `WITH v AS (INSERT INTO visitors (brand_id, id, site_id, locale, created_at, last_seen_at) SELECT $1, gen_random_uuid(), $2, 'fr', now(), now() RETURNING id)
       INSERT INTO visits (brand_id, id, site_id, visitor_id, started_at, last_at) SELECT $1, gen_random_uuid(), $2, id, now(), now() FROM v`,
      [brandId, siteId],
    );
    expect((await anna.browser.get('/b/steps/start/steps')).text).toContain('was seen on your site');
    await until(async () => (await progress()).includes('4 of 8'));
  });

  async function progress(): Promise<string> {
    return (await anna.browser.get('/b/steps/start')).text;
  }

  it('has its first steps on the desk until they are put away', async () => {
    await anna.openBrand({ slug: 'away' });
    expect((await anna.browser.get('/b/away/desk')).text).toContain('/b/away/start');
    const put = await anna.browser.post('/b/away/start/away', {}, '/b/away/start');
    expect(put.headers.location).toBe('/b/away/desk');
    expect((await anna.browser.get('/b/away/desk')).text).not.toContain('/b/away/start');
  });

  it('shows its first steps to admins alone', async () => {
    const brand = await world.brand('others');
    const agent = await brand.member('Agent');
    const browser = await world.signIn(agent.email);
    expect((await browser.get('/b/others/start')).status).toBe(403);
    expect((await browser.get('/b/others/desk')).text).not.toContain('/b/others/start');
    expect((await anna.browser.get('/b/others/start')).status).toBe(404);
  });
});

it('counts brands that were opened, and no form that was refused', async () => {
  const world = await DeskWorld.start();
  try {
    const anna = new Newcomer(world);
    await anna.arrive();
    for (let attempt = 0; attempt < 7; attempt += 1)
      expect((await anna.openBrand({ slug: 'counted', timeZone: 'Nowhere' })).status).toBe(422);
    for (let brand = 0; brand < 5; brand += 1)
      expect((await anna.openBrand({ slug: `counted-${brand}` })).status).toBe(303);
    expect((await anna.openBrand({ slug: 'counted-5' })).status).toBe(429);
    expect(await world.database.query(`SELECT FROM brands WHERE slug = 'counted-5'`)).toEqual([]);
  } finally {
    await world.close();
  }
});
