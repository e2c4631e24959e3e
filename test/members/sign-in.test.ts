import { Clock, foldCase } from '../../src/kernel/index.js';
import { DeskWorld, MemberBrowser, PASSWORD, type DeskBrand, type DeskMember } from '../desk/world.js';

describe('signing in', () => {
  let world: DeskWorld;
  let brand: DeskBrand;
  let lea: DeskMember;

  beforeAll(async () => {
    world = await DeskWorld.start();
    brand = await world.brand('lumiere');
    lea = await brand.member('Lea');
  });

  afterAll(() => world.close());

  it.each([
    ['cross-site', 403],
    ['same-site', 403],
    ['same-origin', 303],
    ['none', 303],
  ])('a form that comes from elsewhere is refused, whatever token it carries: %s', async (site, status) => {
    const browser = new MemberBrowser(world, world.agent());
    const answer = await browser.post('/sign-in', { email: lea.email, password: PASSWORD }, '/sign-in', {
      'Sec-Fetch-Site': site,
    });
    expect(answer.status).toBe(status);
  });

  it('leads a member of one brand to its desk', async () => {
    const browser = await world.signIn(lea.email);
    await browser.get('/sign-in').expect(303).expect('Location', brand.desk);
    await browser.get(brand.desk).expect(200);
  });

  it('gives a new session id, hidden from scripts and from other sites', async () => {
    const first = await world.signIn(lea.email);
    const planted = sessionOf(first.cookie());
    const page = await first.get('/account');
    const token = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1];
    // A session that is genuine, as one that somebody planted in this browser would be.
    const answer = await first.agent
      .post('/sign-in')
      .redirects(0)
      .type('form')
      .send({ _csrf: token, email: lea.email, password: PASSWORD });
    expect(answer.status).toBe(303);
    const cookie = answer.get('Set-Cookie')?.find((each) => each.startsWith('causerie='));
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(sessionOf(cookie ?? '')).not.toBe(planted);
    await world
      .agent()
      .get(brand.desk)
      .set('Cookie', `causerie=${planted}`)
      .redirects(0)
      .expect(303)
      .expect('Location', /sign-in/);
  });

  it('says the same of a wrong password and of an unknown account', async () => {
    const wrong = await tried(lea.email, 'not the password');
    const unknown = await tried('nobody@nowhere.test', 'not the password');
    expect(wrong.status).toBe(422);
    expect(unknown.status).toBe(422);
    const neutral = (text: string) => text.replace(/value="[^"]*"/g, '');
    expect(neutral(wrong.text)).toBe(neutral(unknown.text));
  });

  it('goes on where somebody wanted to go, but never to another site', async () => {
    const wanted = `${brand.desk}/conversations/01a1fc5c-5c6c-72c5-b1c4-1a1df8c235dc`;
    const page = await world.agent().get(wanted).redirects(0).expect(303);
    expect(page.headers.location).toBe(`/sign-in?next=${encodeURIComponent(wanted)}`);
    for (const [next, led] of [
      [wanted, wanted],
      ['//evil.example/b/lumiere/desk', brand.desk],
      ['https://evil.example', brand.desk],
      ['/\\evil.example', brand.desk],
    ]) {
      const answer = await tried(lea.email, PASSWORD, next);
      expect([next, answer.headers.location]).toEqual([next, led]);
    }
  });

  it('says that a session has ended to who had a page open, and to nobody else', async () => {
    const path = await ledFromPart({ 'HX-Current-URL': `${world.url}${brand.desk}` });
    expect(path).toBe(`/sign-in?next=${encodeURIComponent(brand.desk)}&ended=yes`);
    const ended = 'Your session has ended. Sign in again.';
    expect((await world.agent().get(path).expect(200)).text).toContain(ended);
    expect((await world.agent().get('/sign-in').expect(200)).text).not.toContain(ended);
  });

  it('leads from a part of a page to the page, never to the part', async () => {
    const calendar = `/b/${brand.slug}/calendar`;
    const back = `/sign-in?next=${encodeURIComponent(calendar)}&ended=yes`;
    expect(await ledFromPart({ 'HX-Current-URL': `${world.url}${calendar}?week=2` })).toBe(back);
    expect(await ledFromPart({ Referer: `${world.url}${calendar}` })).toBe(back);
    expect(await ledFromPart({})).toBe('/sign-in?ended=yes');
    for (const Referer of [`https://evil.example${calendar}`, 'nonsense']) {
      expect([Referer, await ledFromPart({ Referer })]).toEqual([Referer, '/sign-in?ended=yes']);
    }
  });

  it('tells what went wrong in one place: below the fields, above the button', async () => {
    const { text } = await tried(lea.email, 'not the password');
    expect(text).toMatch(/id="password"[^]*role="alert"[^]*type="submit"/);
    expect(text.split('role="alert"')).toHaveLength(2);
  });

  it('ends with signing out', async () => {
    const browser = await world.signIn(lea.email);
    const socket = await browser.connect(brand.slug);
    const gone = new Promise((resolve) => socket.once('disconnect', resolve));
    await browser.post('/sign-out', {}, brand.desk);
    await gone;
    await browser.get(brand.desk).expect(303);
  });

  it('takes no form without the token of its page', async () => {
    const browser = await world.signIn(lea.email);
    await browser.agent.post('/sign-out').redirects(0).type('form').send({}).expect(403);
    await browser.get(brand.desk).expect(200);
  });

  it('tries no more than ten wrong passwords for an account from one address in fifteen minutes', async () => {
    const paul = await brand.member('Paul');
    for (let attempt = 0; attempt < 10; attempt += 1) await tried(paul.email, 'wrong');
    const refused = await tried(paul.email, PASSWORD);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.text).toContain(`name="email" type="email" value="${paul.email}"`);
    expect(refused.text).toMatch(
      /role="alert">[^]*Too many attempts\. Try again in 15 minutes[^]*type="submit"/,
    );
  });

  it('keeps the page of the account where its password was tried too often', async () => {
    const rosa = await brand.member('Rosa');
    const browser = await world.signIn(rosa.email);
    const change = () =>
      browser.post(
        '/account/password',
        { current: 'wrong', password: 'a new and long password' },
        '/account',
      );
    for (let attempt = 0; attempt < 10; attempt += 1) expect((await change()).status).toBe(422);
    const refused = await change();
    expect([refused.status, Number(refused.headers['retry-after']) > 0]).toEqual([429, true]);
    expect(refused.text).toMatch(/id="current"[^]*Too many attempts\. Try again in 15 minutes/);
  });

  it('counts one account by whichever letters the database takes for the same', async () => {
    const lili = await brand.member('Lilili');
    const spellings = ['lilili', 'lİlili', 'lilİli', 'lililİ', 'lİlİli', 'LİLİLİ', 'lİlilİ', 'LILILI'];
    for (const spelling of [...spellings, ...spellings.slice(0, 2)]) {
      const address = lili.email.replace(/^lilili/, spelling);
      expect([address, (await tried(address, 'wrong')).status]).toEqual([address, 422]);
    }
    expect((await tried(lili.email, PASSWORD)).status).toBe(429);
  });

  it('takes the same letters for the same as the database', async () => {
    const letters = Array.from({ length: 0x1e943 }, (_, code) => code + 1).filter(
      (code) => (code < 0xd800 || code > 0xdfff) && /\P{Cn}/u.test(String.fromCodePoint(code)),
    );
    const rows = await world.database.query<{ code: number; lower: string }>(
      `SELECT code, lower(chr(code)) AS lower FROM unnest($1::integer[]) code WHERE unicode_assigned(chr(code))`,
      [letters],
    );
    const known = new Map(rows.map(({ code, lower }) => [code, lower]));
    const others = [...known].filter(([code, lower]) => foldCase(String.fromCodePoint(code)) !== lower);
    expect(known.size).toBeGreaterThan(50_000);
    expect(others).toEqual([]);
  });

  it('shuts nobody else out of an office by the wrong passwords of one', async () => {
    const ines = await brand.member('Ines');
    for (let attempt = 0; attempt < 12; attempt += 1) await tried(`stranger${attempt}@nowhere.test`, 'wrong');
    expect((await tried(ines.email, PASSWORD)).status).toBe(303);
  });

  it('never shuts out a device that signed in before by what others try', async () => {
    const sam = await brand.member('Sam');
    const browser = await world.signIn(sam.email);
    await browser.post('/sign-out', {}, '/account');
    for (let attempt = 0; attempt < 11; attempt += 1) await tried(sam.email, 'wrong');
    expect((await tried(sam.email, PASSWORD)).status).toBe(429);
    const back = await browser.post('/sign-in', { email: sam.email, password: PASSWORD }, '/sign-in');
    expect(back.status).toBe(303);
  });

  it('knows a device for a year after it signed in', async () => {
    const bea = await brand.member('Bea');
    const [late, tooLate] = [await world.signIn(bea.email), await world.signIn(bea.email)];
    for (const browser of [late, tooLate]) await browser.post('/sign-out', {}, '/account');
    for (let attempt = 0; attempt < 10; attempt += 1) await tried(bea.email, 'wrong');
    const clock = world.running.app.get(Clock);
    const fields = { email: bea.email, password: PASSWORD };
    clock.shift(365 * 24 * 3_600_000 - 60_000);
    expect((await late.post('/sign-in', fields, '/sign-in')).status).toBe(303);
    clock.shift(60_000);
    expect((await tooLate.post('/sign-in', fields, '/sign-in')).status).toBe(429);
    clock.release();
  });

  it('counts a known device by itself, and for its own accounts only', async () => {
    const [zoe, tom] = [await brand.member('Zoe'), await brand.member('Tom')];
    const browser = await world.signIn(zoe.email);
    await browser.post('/sign-out', {}, '/account');
    const tries = (email: string, password: string) =>
      browser.post('/sign-in', { email, password }, '/sign-in');
    for (let attempt = 0; attempt < 10; attempt += 1) await tries(zoe.email, 'wrong');
    expect((await tries(zoe.email, PASSWORD)).status).toBe(429);
    for (let attempt = 0; attempt < 10; attempt += 1) await tried(tom.email, 'wrong');
    expect((await tries(tom.email, PASSWORD)).status).toBe(429);
  });

  /** Where a part of a page leads that is asked for after the session has ended. */
  async function ledFromPart(headers: Record<string, string>): Promise<string> {
    const part = world.agent().get(`${brand.desk}/lists`).set('HX-Request', 'true').set(headers);
    return (await part.expect(200)).headers['hx-redirect'];
  }

  async function tried(email: string, password: string, next = '') {
    const agent = world.agent();
    const page = await agent.get('/sign-in');
    const token = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1];
    return agent.post('/sign-in').redirects(0).type('form').send({ _csrf: token, email, password, next });
  }

  function sessionOf(cookies: string): string | undefined {
    return /(?:^|; )causerie=([^;]+)/.exec(cookies)?.[1];
  }
});

describe('signing in over https', () => {
  it('binds the cookies to this host', async () => {
    const world = await DeskWorld.start({ PUBLIC_URL: 'https://causerie.example' });
    const page = await world.agent().get('/sign-in');
    const [cookie] = page.get('Set-Cookie') ?? [];
    expect(cookie).toMatch(/^__Host-causerie-csrf=.*Secure/);
    expect(page.headers['strict-transport-security']).toBeDefined();
    await world.close();
  });
});

describe('signing in through a proxy that nobody named', () => {
  it('is limited by the address of the proxy, whatever it forwards', async () => {
    const world = await DeskWorld.start({ NODE_ENV: 'production', TRUST_PROXY: '' });
    const brand = await world.brand('lumiere');
    const lea = await brand.member('Lea');
    const statuses = [];
    for (let attempt = 0; attempt <= 10; attempt += 1) {
      const forged = { 'X-Forwarded-For': `203.0.113.${attempt}` };
      const agent = world.agent();
      const page = await agent.get('/sign-in').set(forged);
      const _csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1];
      const form = { _csrf, email: lea.email, password: 'wrong' };
      statuses.push((await agent.post('/sign-in').set(forged).type('form').send(form)).status);
    }
    expect(statuses).toEqual([...Array<number>(10).fill(422), 429]);
    await world.close();
  });
});
