import { Clock } from '../../src/kernel/index.js';
import { SignIn } from '../../src/members/sign-in/sign-in.js';
import { DeskWorld, MemberBrowser, PASSWORD, until, type DeskBrand, type DeskMember } from '../desk/world.js';

const MOST_WRONG = 100;
const MINUTE = 60_000;

/** An account that many machines try. */
describe('a code by mail', () => {
  let world: DeskWorld;
  let brand: DeskBrand;
  let lea: DeskMember;

  beforeAll(async () => {
    world = await DeskWorld.start();
    brand = await world.brand('lumiere');
    lea = await brand.member('Lea');
    const signIn = world.running.app.get(SignIn);
    for (let attempt = 0; attempt < MOST_WRONG; attempt += 1) {
      const address = `10.1.${attempt}.1`;
      await signIn.run({ email: lea.email, password: 'wrong', address, device: null });
    }
  });
  afterEach(() => world.running.app.get(Clock).release());
  afterAll(() => world.close());

  it('is asked of an account that is tried from everywhere, instead of locking it', async () => {
    const { browser, code } = await asked();
    expect((await browser.get(brand.desk)).status).toBe(303);
    const wrong = await browser.post('/sign-in/code', { code: otherThan(code) }, '/sign-in/code');
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Incorrect code.');
    const right = await browser.post(
      '/sign-in/code',
      { code: `${code.slice(0, 3)} ${code.slice(3)}` },
      '/sign-in/code',
    );
    expect([right.status, right.headers.location]).toEqual([303, brand.desk]);
    await browser.get(brand.desk).expect(200);
  });

  it('tells nobody with a wrong password that it is asked', async () => {
    const browser = new MemberBrowser(world, world.agent());
    const answer = await browser.post('/sign-in', { email: lea.email, password: 'wrong' }, '/sign-in');
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Incorrect e-mail or password');
  });

  it('is taken once', async () => {
    const { browser, code } = await asked();
    const pending = /causerie-pending=[^;]+/.exec(browser.cookie())?.[0] ?? '';
    expect((await browser.post('/sign-in/code', { code }, '/sign-in/code')).status).toBe(303);
    const page = await world.agent().get('/sign-in/code').set('Cookie', pending);
    const csrf = page.get('Set-Cookie')?.[0].split(';')[0] ?? '';
    const again = await world
      .agent()
      .post('/sign-in/code')
      .redirects(0)
      .type('form')
      .set('Cookie', `${csrf}; ${pending}`)
      .send({ _csrf: /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1], code });
    expect(again.status).toBe(422);
    expect(again.text).toContain('has expired');
  });

  it('is void after five wrong ones, though the sixth were right', async () => {
    const { browser, code } = await asked();
    for (let attempt = 0; attempt < 5; attempt += 1)
      await browser.post('/sign-in/code', { code: otherThan(code) }, '/sign-in/code');
    const late = await browser.post('/sign-in/code', { code }, '/sign-in/code');
    expect(late.text).toContain('has expired');
  });

  it.each([
    ['good for ten minutes', -20_000, 303],
    ['void after that', 0, 422],
  ])('is %s', async (_, more, status) => {
    const { browser, code } = await asked();
    world.running.app.get(Clock).shift(10 * MINUTE + more);
    expect((await browser.post('/sign-in/code', { code }, '/sign-in/code')).status).toBe(status);
  });

  it('may be typed for half an hour after the password was right', async () => {
    const { browser } = await asked();
    const clock = world.running.app.get(Clock);
    clock.shift(30 * MINUTE - 20_000);
    expect((await browser.get('/sign-in/code')).status).toBe(200);
    clock.shift(20_000);
    expect((await browser.get('/sign-in/code')).status).toBe(303);
  });

  it('lies nowhere as it is', async () => {
    const { code } = await asked();
    const [row] = await world.database.query('SELECT * FROM sign_in_codes WHERE account_id = $1', [
      lea.accountId,
    ]);
    expect(JSON.stringify(row)).not.toContain(code);
    const [mail] = await world.database.query(
      `SELECT id, kind, recipient, subject_id, reason, provider_id FROM account_mails ORDER BY id DESC LIMIT 1`,
    );
    expect(JSON.stringify(mail)).not.toContain(code);
  });

  it('is a mail of the account, which no brand sees', async () => {
    await asked();
    expect(await world.database.query('SELECT FROM notifications')).toEqual([]);
    expect(await world.database.query('SELECT FROM mailbox_mails')).toEqual([]);
  });

  it('is sent again after a minute, and the former one is void', async () => {
    const { browser, code } = await asked();
    const sentBefore = (await codes()).length;
    const soon = await browser.post('/sign-in/code/resend', {}, '/sign-in/code');
    expect(soon.status).toBe(429);
    expect(soon.text).toMatch(/code\/resend"[^]*ask for a new code in \d+ seconds[^]*type="submit"/);
    expect(soon.text).toContain('id="code"');
    world.running.app.get(Clock).shift(MINUTE - 20_000);
    expect((await browser.post('/sign-in/code/resend', {}, '/sign-in/code')).status).toBe(429);
    world.running.app.get(Clock).shift(20_000);
    const sent = await browser.post('/sign-in/code/resend', {}, '/sign-in/code');
    expect([sent.status, sent.headers.location]).toEqual([303, '/sign-in/code?sent']);
    const newer = await nextCode(sentBefore);
    if (newer !== code) {
      expect((await browser.post('/sign-in/code', { code }, '/sign-in/code')).status).toBe(422);
    }
    expect((await browser.post('/sign-in/code', { code: newer }, '/sign-in/code')).status).toBe(303);
  });

  it('shows no form to who has not given the password', async () => {
    await world.agent().get('/sign-in/code').redirects(0).expect(303).expect('Location', '/sign-in');
    const browser = new MemberBrowser(world, world.agent());
    const answer = await browser.post('/sign-in/code', { code: '123456' }, '/sign-in');
    expect([answer.status, answer.headers.location]).toEqual([303, '/sign-in']);
  });

  /** A browser that has given the right password and waits for the code, and the code that was sent. */
  async function asked(): Promise<{ browser: MemberBrowser; code: string }> {
    const before = (await codes()).length;
    const browser = new MemberBrowser(world, world.agent());
    const answer = await browser.post('/sign-in', { email: lea.email, password: PASSWORD }, '/sign-in');
    expect([answer.status, answer.headers.location]).toEqual([303, '/sign-in/code']);
    return { browser, code: await nextCode(before) };
  }

  /** Those of all mails, in their order. */
  async function codes(): Promise<string[]> {
    const mails = await world.database.query<{ body: string }>(
      'SELECT body FROM account_mails WHERE recipient = $1 AND body IS NOT NULL ORDER BY id',
      [lea.email],
    );
    return mails.map(({ body }) => /\b(\d{6})\b/.exec(body)?.[1] ?? '');
  }

  async function nextCode(before: number): Promise<string> {
    await until(async () => (await codes()).length > before);
    return (await codes())[before];
  }

  function otherThan(code: string): string {
    return String((Number(code) + 1) % 1_000_000).padStart(6, '0');
  }
});
