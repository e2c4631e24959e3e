import { Clock } from '../../src/kernel/index.js';
import { DeskWorld, MemberBrowser, PASSWORD } from '../desk/world.js';
import { FOUNDER, mailTo, Newcomer } from './world.js';

const MINUTE = 60_000;

describe('signing up', () => {
  let world: DeskWorld;
  let anna: Newcomer;

  beforeAll(async () => {
    world = await DeskWorld.start({ RATE_LIMIT_FACTOR: '100' });
  });
  beforeEach(() => {
    anna = new Newcomer(world);
  });
  afterEach(() => world.running.app.get(Clock).release());
  afterAll(() => world.close());

  it('makes an account once the code is typed, and signs in', async () => {
    const begun = await anna.signUp();
    expect([begun.status, begun.headers.location]).toEqual([303, '/sign-up/code']);
    expect(await accounts(FOUNDER.email)).toBe(0);
    const code = await anna.code();
    const typed = await anna.type(`${code.slice(0, 3)} ${code.slice(3)}`);
    expect([typed.status, typed.headers.location]).toEqual([303, '/sign-up/brand']);
    expect(await accounts(FOUNDER.email)).toBe(1);
    const page = await anna.browser.get('/sign-up/brand');
    const mails = await world.database.query('SELECT kind FROM account_mails WHERE recipient = $1', [
      FOUNDER.email,
    ]);
    expect(mails).toEqual([{ kind: 'address_code' }]);
    expect([page.status, page.text.includes('Your brand')]).toEqual([200, true]);
  });

  it('says all that is wrong at its fields, and keeps what was typed but the password', async () => {
    const { status, text } = await anna.signUp({ name: ' ', email: 'nobody', password: 'short' });
    expect(status).toBe(422);
    for (const field of ['name-error', 'email-error', 'password-error'])
      expect(text).toContain(`id="${field}"`);
    expect(text).toContain('value="nobody"');
    expect(text).not.toContain('value="short"');
  });

  it('looks the same where there is an account already, and tells it by mail alone', async () => {
    const brand = await world.brand('known');
    const lea = await brand.member('Lea');
    const unknown = await anna.signUp({ email: 'unknown@atelier.example' });
    const known = new Newcomer(world);
    const answer = await known.signUp({ email: lea.email });
    expect([answer.status, answer.headers.location]).toEqual([unknown.status, unknown.headers.location]);
    expect(await mailTo(world, lea.email, 'sign_up_known')).toContain('/sign-in');
    const pages = [await anna.browser.get('/sign-up/code'), await known.browser.get('/sign-up/code')];
    const [one, other] = pages.map(({ text }) =>
      text
        .replaceAll(lea.email, '@')
        .replaceAll('unknown@atelier.example', '@')
        .replace(/value="[^"]{40,}"/g, ''),
    );
    expect(one).toBe(other);
    const code = await anna.code('unknown@atelier.example');
    const wrongs = [await anna.type(otherThan(code)), await known.type('123456')];
    expect(wrongs.map(({ status }) => status)).toEqual([422, 422]);
    for (const { text } of wrongs) expect(text).toContain('Incorrect code.');
    expect(
      (
        await new MemberBrowser(world, world.agent()).post(
          '/sign-in',
          { email: lea.email, password: PASSWORD },
          '/sign-in',
        )
      ).status,
    ).toBe(303);
  });

  it('answers a code that is typed before its mail is written as any other wrong one', async () => {
    await anna.signUp({ email: 'early@atelier.example' });
    await world.database.query('UPDATE verifications SET code_hash = NULL WHERE address = $1', [
      'early@atelier.example',
    ]);
    expect((await anna.type('123456')).text).toContain('Incorrect code.');
  });

  it('takes five tries a code, and a new code gives five more', async () => {
    const email = 'tries@atelier.example';
    await anna.signUp({ email });
    const code = await anna.code(email);
    for (let attempt = 0; attempt < 5; attempt += 1)
      expect((await anna.type(otherThan(code))).text).toContain('Incorrect code.');
    expect((await anna.type(code)).text).toContain('has expired');
    world.running.app.get(Clock).shift(31_000);
    expect((await anna.browser.post('/sign-up/code/resend', {}, '/sign-up/code')).headers.location).toBe(
      '/sign-up/code?sent',
    );
    const next = await newCode(email, code);
    expect((await anna.type(code)).status).toBe(422);
    expect((await anna.type(next)).status).toBe(303);
  });

  it.each([
    ['is good for ten minutes', -5_000, 303],
    ['is void after that', 1_000, 422],
  ])('a code %s', async (_, more, status) => {
    const email = `late${more}@atelier.example`;
    await anna.signUp({ email });
    const code = await anna.code(email);
    world.running.app.get(Clock).shift(10 * MINUTE + more);
    expect((await anna.type(code)).status).toBe(status);
  });

  it('sends no second code within half a minute', async () => {
    await anna.signUp({ email: 'soon@atelier.example' });
    const again = await anna.browser.post('/sign-up/code/resend', {}, '/sign-up/code');
    expect(again.status).toBe(429);
    expect(Number(again.headers['retry-after'])).toBeGreaterThan(20);
  });

  it('makes one account of two sign-ups for one address', async () => {
    const email = 'twice@atelier.example';
    const other = new Newcomer(world);
    await anna.signUp({ email });
    const code = await anna.code(email);
    await other.signUp({ email });
    const next = await newCode(email, code);
    expect((await anna.type(code)).status).toBe(303);
    const late = await other.type(next);
    expect(late.text).toContain('already exists');
    expect(late.text).toContain('href="/sign-in"');
    expect(await accounts(email)).toBe(1);
  });

  it('makes one account of a double click', async () => {
    const email = 'double@atelier.example';
    await anna.signUp({ email });
    const code = await anna.code(email);
    const answers = await Promise.all([anna.type(code), anna.type(code)]);
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(await accounts(email)).toBe(1);
  });

  it('takes no code for another sign-up than its own', async () => {
    const other = new Newcomer(world);
    await anna.signUp({ email: 'mine@atelier.example' });
    await other.signUp({ email: 'theirs@atelier.example' });
    expect((await other.type(await anna.code('mine@atelier.example'))).status).toBe(422);
  });

  it('has nothing to type without a sign-up, nor with a cookie that somebody made', async () => {
    expect((await anna.browser.get('/sign-up/code')).headers.location).toBe('/sign-up');
    const forged = await world
      .agent()
      .get('/sign-up/code')
      .redirects(0)
      .set('Cookie', 'causerie-sign-up=e30.e30');
    expect(forged.headers.location).toBe('/sign-up');
  });

  it('leads whoever is signed in on to their brand', async () => {
    await anna.arrive({ email: 'again@atelier.example' });
    expect((await anna.browser.get('/sign-up')).headers.location).toBe('/sign-up/brand');
  });

  it('speaks French', async () => {
    const solene = new Newcomer(world, 'fr');
    expect((await solene.browser.get('/sign-up')).text).toContain('Créez votre compte');
    await solene.signUp({ email: 'fr@atelier.example' });
    expect(await mailTo(world, 'fr@atelier.example', 'address_code')).toContain(
      'Votre code pour créer votre compte',
    );
  });

  async function accounts(email: string): Promise<number> {
    const [row] = await world.database.query<{ count: string }>(
      'SELECT count(*) FROM accounts WHERE email = $1',
      [email],
    );
    return Number(row?.count);
  }

  async function newCode(email: string, former: string): Promise<string> {
    for (;;) {
      const code = await anna.code(email);
      if (code !== former) return code;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
});

describe('sign-up that is not open', () => {
  it.each([
    ['by invitation', { SIGN_UP: 'invited' }, 'by invitation'],
    [
      'in production, unless it is said',
      { NODE_ENV: 'production', SMTP_URL: 'smtp://127.0.0.1:1' },
      'by invitation',
    ],
    ['in production without a mail server', { NODE_ENV: 'production', SIGN_UP: 'open' }, 'no mail server'],
  ])('%s takes nobody, and says why', async (_, env, reason) => {
    const world = await DeskWorld.start(env);
    try {
      const page = await world.agent().get('/sign-up');
      expect(page.status).toBe(403);
      expect(page.text).toContain(reason);
      const posted = await new Newcomer(world).browser.post('/sign-up', FOUNDER, '/sign-in');
      expect(posted.status).toBe(403);
      expect(await world.database.query('SELECT FROM sign_ups')).toHaveLength(0);
    } finally {
      await world.close();
    }
  });
});

function otherThan(code: string): string {
  return code === '111111' ? '222222' : '111111';
}
