import { DeskWorld, PASSWORD, type DeskBrand, type DeskMember } from '../desk/world.js';

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

  it('leads a member of one brand to its desk', async () => {
    const browser = await world.signIn(lea.email);
    await browser.get('/sign-in').expect(303).expect('Location', brand.desk);
    await browser.get(brand.desk).expect(200);
  });

  it('gives a new session id, hidden from scripts and from other sites', async () => {
    const agent = world.agent();
    const page = await agent.get('/sign-in');
    const token = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1];
    const answer = await agent
      .post('/sign-in')
      .redirects(0)
      .type('form')
      .set(
        'Cookie',
        [page.get('Set-Cookie')?.[0].split(';')[0] ?? '', 'causerie=s%3Achosen-by-somebody.else'].join('; '),
      )
      .send({ _csrf: token, email: lea.email, password: PASSWORD });
    const cookie = answer.get('Set-Cookie')?.find((each) => each.startsWith('causerie='));
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).not.toContain('chosen-by-somebody');
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

  it('tries no more than ten wrong passwords for an account in fifteen minutes', async () => {
    const paul = await brand.member('Paul');
    for (let attempt = 0; attempt < 10; attempt += 1) await tried(paul.email, 'wrong');
    const refused = await tried(paul.email, PASSWORD);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  });

  async function tried(email: string, password: string, next = '') {
    const agent = world.agent();
    const page = await agent.get('/sign-in');
    const token = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1];
    return agent.post('/sign-in').redirects(0).type('form').send({ _csrf: token, email, password, next });
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
