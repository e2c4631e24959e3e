import { Clock } from '../../src/kernel/index.js';
import { SecondFactors } from '../../src/members/index.js';
import { DeskWorld, MemberBrowser, PASSWORD, type DeskBrand, type DeskMember } from '../desk/world.js';
import { offered, recoveryCodesIn, TWO_STEP, withApp } from './authenticator.js';

const MINUTE = 60_000;
const STEP = '/sign-in/second-step';
const RECOVERY = '/sign-in/recovery-code';

let world: DeskWorld;
let brand: DeskBrand;
let names = 0;

beforeAll(async () => {
  world = await DeskWorld.start();
  brand = await world.brand('lumiere');
});
afterEach(() => world.running.app.get(Clock).release());
afterAll(() => world?.close());

const later = (ms: number) => world.running.app.get(Clock).shift(ms);

/** Somebody new of the brand, with their browser and, if wanted, their phone. */
async function somebody() {
  names += 1;
  const member = await brand.member(`Member${names}`);
  return { member, browser: await world.signIn(member.email) };
}

async function protectedMember() {
  const { member, browser } = await somebody();
  return { member, browser, ...(await withApp(world, browser)) };
}

/** Another browser that has shown the right password. */
async function halfIn({ email }: DeskMember): Promise<MemberBrowser> {
  const browser = new MemberBrowser(world, world.agent());
  const answer = await browser.post('/sign-in', { email, password: PASSWORD, next: brand.desk }, '/sign-in');
  expect([answer.status, answer.headers.location]).toEqual([303, STEP]);
  return browser;
}

const typed = (browser: MemberBrowser, code: string) => browser.post(STEP, { code }, '/sign-in');
const recovered = (browser: MemberBrowser, code: string) => browser.post(RECOVERY, { code }, '/sign-in');

describe('setting up an authenticator app', () => {
  it('shows the secret as a QR code and as a key, and is done by a first code', async () => {
    const { browser } = await somebody();
    const { setup, text, app } = await offered(world, browser);
    expect(text).toMatch(
      /<svg class="qr" viewBox="-4 -4 \d+ \d+" role="img" aria-label="QR code[^"]+"><path d="M0 0h7v1h-7z/,
    );
    expect(app.secret).toMatch(/^[A-Z2-7]{32}$/);
    const wrong = await browser.post(`${TWO_STEP}/app`, { setup, code: app.wrong() }, TWO_STEP);
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Incorrect code.');
    expect(wrong.text).toContain(/secret-key">([^<]+)</.exec(text)?.[1]);
    const done = await browser.post(`${TWO_STEP}/app`, { setup, code: app.code() }, TWO_STEP);
    expect(done.status).toBe(200);
    expect(new Set(recoveryCodesIn(done.text)).size).toBe(10);
    expect((await browser.get(TWO_STEP)).text).toContain('10 codes left');
  });

  it('keeps neither secret nor codes as they are', async () => {
    const { member, app, codes } = await protectedMember();
    const [row] = await world.database.query(
      `SELECT a.*, r.hashes FROM authenticator_apps a JOIN recovery_codes r USING (account_id) WHERE account_id = $1`,
      [member.accountId],
    );
    const kept = JSON.stringify(row);
    for (const secret of [app.secret, ...codes]) expect(kept).not.toContain(secret);
    const sessions = JSON.stringify(await world.database.query('SELECT sess FROM sessions'));
    expect(sessions).not.toContain(app.secret);
  });

  it('takes no offer of another account, of another maker, or of half an hour ago', async () => {
    const [one, other] = [await somebody(), await somebody()];
    const { setup, app } = await offered(world, one.browser);
    const foreign = await other.browser.post(`${TWO_STEP}/app`, { setup, code: app.code() }, TWO_STEP);
    expect([foreign.status, recoveryCodesIn(foreign.text)]).toEqual([422, []]);
    expect(foreign.text).toContain('open for too long');
    const forged = await one.browser.post(
      `${TWO_STEP}/app`,
      { setup: 'nonsense', code: app.code() },
      TWO_STEP,
    );
    expect(forged.status).toBe(422);
    later(30 * MINUTE);
    await one.browser.post(`${TWO_STEP}/confirmation`, { proof: PASSWORD }, TWO_STEP);
    const late = await one.browser.post(`${TWO_STEP}/app`, { setup, code: app.code() }, TWO_STEP);
    expect(late.status).toBe(422);
    expect(await world.running.app.get(SecondFactors).hasAny(one.member.accountId)).toBe(false);
  });

  it('ends every other session of the account, which was begun without it', async () => {
    const { member, browser } = await somebody();
    const elsewhere = await world.signIn(member.email);
    await withApp(world, browser);
    await browser.get(brand.desk).expect(200);
    await elsewhere.get(brand.desk).expect(303);
  });

  it('is not shown by a copy of the session from before it', async () => {
    const { browser } = await somebody();
    const copied = browser.cookie();
    await withApp(world, browser);
    const copy = (path: string) => world.agent().get(path).redirects(0).set('Cookie', copied);
    expect([(await copy(brand.desk)).status, (await copy(`${TWO_STEP}/app`)).status]).toEqual([303, 303]);
    await browser.get(brand.desk).expect(200);
  });

  it('asks who has been signed in for a while to show once more that it is them', async () => {
    const { member, browser } = await somebody();
    later(15 * MINUTE);
    await browser.get(`${TWO_STEP}/app`).expect(303).expect('Location', TWO_STEP);
    const page = await browser.get(TWO_STEP).expect(200);
    expect(page.text).toContain('Confirm it’s you');
    expect(page.text).not.toContain(`href="${TWO_STEP}/app"`);
    const wrong = await browser.post(`${TWO_STEP}/confirmation`, { proof: 'wrong' }, TWO_STEP);
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Incorrect password or code.');
    await browser.get(`${TWO_STEP}/app`).expect(303);
    const right = await browser.post(`${TWO_STEP}/confirmation`, { proof: PASSWORD }, TWO_STEP);
    expect(right.status).toBe(303);
    await browser.get(`${TWO_STEP}/app`).expect(200);
    expect(await world.running.app.get(SecondFactors).hasAny(member.accountId)).toBe(false);
  });

  it('stands in the log of the brand', async () => {
    const admin = await brand.member(`Admin${(names += 1)}`, { role: 'admin' });
    const { member } = await protectedMember();
    const { text } = await (await world.signIn(admin.email)).get(`/b/${brand.slug}/admin/audit?kind=member`);
    expect(text).toMatch(new RegExp(`Member${names}</b> changed two-step verification for`));
    expect(member.id).toBeTruthy();
  });

  it('gives another phone its place, and the former one no way in', async () => {
    const { member, browser, app, codes } = await protectedMember();
    const other = await offered(world, browser);
    const done = await browser.post(
      `${TWO_STEP}/app`,
      { setup: other.setup, code: other.app.code(-1) },
      TWO_STEP,
    );
    expect([done.status, done.headers.location]).toEqual([303, `${TWO_STEP}?done=app`]);
    const half = await halfIn(member);
    expect((await typed(half, app.code())).status).toBe(422);
    expect((await typed(half, other.app.code())).status).toBe(303);
    expect((await recovered(await halfIn(member), codes[0])).status).toBe(303);
  });
});

describe('signing in with an authenticator app', () => {
  it('takes password and code, and then leads where somebody wanted to go', async () => {
    const { member, app } = await protectedMember();
    const half = await halfIn(member);
    await half.get(brand.desk).expect(303);
    await half.get('/account').expect(303);
    expect((await typed(half, app.wrong())).status).toBe(422);
    await half.get(brand.desk).expect(303);
    const code = app.code();
    const right = await typed(half, `${code.slice(0, 3)} ${code.slice(3)}`);
    expect([right.status, right.headers.location]).toEqual([303, brand.desk]);
    await half.get(brand.desk).expect(200);
  });

  it.each([
    ['two half minutes ago', -2, 422],
    ['the half minute before', -1, 303],
    ['now', 0, 303],
    ['the next half minute', 1, 303],
    ['two half minutes later', 2, 422],
  ])('a code of %s: %#', async (_when, steps, status) => {
    const { member, app } = await protectedMember();
    // Past the code that the app was set up with.
    later(2 * MINUTE);
    expect((await typed(await halfIn(member), app.code(steps))).status).toBe(status);
  });

  it('takes a code once, and none before it: in two tabs at once too', async () => {
    const { member, app } = await protectedMember();
    later(2 * MINUTE);
    const [one, two, three] = [await halfIn(member), await halfIn(member), await halfIn(member)];
    const answers = await Promise.all([typed(one, app.code()), typed(two, app.code())]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
    expect(answers.find(({ status }) => status === 422)?.text).toContain('already used');
    const before = await typed(three, app.code(-1));
    expect([before.status, before.text.includes('already used')]).toEqual([422, true]);
    expect((await typed(three, app.code(1))).status).toBe(303);
  });

  it('takes the code that the app was set up with no second time', async () => {
    const { browser, member } = await somebody();
    const { setup, app } = await offered(world, browser);
    const code = app.code();
    await browser.post(`${TWO_STEP}/app`, { setup, code }, TWO_STEP);
    expect((await typed(await halfIn(member), code)).text).toContain('already used');
  });

  it('bounds guesses: five a sign-in', async () => {
    const { member, app } = await protectedMember();
    const half = await halfIn(member);
    for (let attempt = 0; attempt < 5; attempt += 1)
      expect((await typed(half, app.wrong())).status).toBe(422);
    const sixth = await typed(half, app.code());
    expect(sixth.status).toBe(429);
    expect(sixth.text).toMatch(/Too many attempts\. Try again in 30 minutes/);
    expect((await typed(await halfIn(member), app.code())).status).toBe(303);
  });

  it('bounds guesses: ten an account and hour from strange browsers, which shut out no known one', async () => {
    const { member, app, codes, browser: known } = await protectedMember();
    await known.post('/sign-out', {}, '/account');
    for (const half of [await halfIn(member), await halfIn(member)])
      for (let attempt = 0; attempt < 5; attempt += 1) await typed(half, app.wrong());
    const stranger = await halfIn(member);
    expect((await typed(stranger, app.code())).status).toBe(429);
    await known.post('/sign-in', { email: member.email, password: PASSWORD }, '/sign-in');
    expect((await typed(known, app.code())).status).toBe(303);
    expect((await recovered(stranger, codes[0])).status).toBe(303);
  });

  it('shows no form to who has not given the password', async () => {
    for (const path of [STEP, RECOVERY]) {
      const nobody = new MemberBrowser(world, world.agent());
      await nobody.get(path).expect(303).expect('Location', '/sign-in');
      const answer = await nobody.post(path, { code: '123456' }, '/sign-in');
      expect([answer.status, answer.headers.location]).toEqual([303, '/sign-in']);
    }
  });

  it('is over once the password is another one, and after half an hour', async () => {
    const { member, browser, app } = await protectedMember();
    const [changed, late] = [await halfIn(member), await halfIn(member)];
    const password = 'another password of the tests';
    await browser.post('/account/password', { current: PASSWORD, password }, '/account');
    expect((await typed(changed, app.code())).headers.location).toBe('/sign-in');
    later(30 * MINUTE);
    expect((await typed(late, app.code())).headers.location).toBe('/sign-in');
  });

  it('is no code by mail: neither form takes what waits for the other', async () => {
    const { member, app } = await protectedMember();
    const half = await halfIn(member);
    await half.get('/sign-in/code').expect(303).expect('Location', '/sign-in');
    const answer = await half.post('/sign-in/code', { code: app.code() }, STEP);
    expect([answer.status, answer.headers.location]).toEqual([303, '/sign-in']);
    await half.get(brand.desk).expect(303);
  });

  it('takes the place of the code by mail where an account is tried from everywhere', async () => {
    const { member, app } = await protectedMember();
    const { SignIn } = await import('../../src/members/sign-in/sign-in.js');
    const signIn = world.running.app.get(SignIn);
    for (let attempt = 0; attempt < 100; attempt += 1)
      await signIn.run({
        email: member.email,
        password: 'wrong',
        address: `10.9.${attempt}.1`,
        device: null,
      });
    expect((await typed(await halfIn(member), app.code())).status).toBe(303);
    expect(
      await world.database.query('SELECT 1 FROM sign_in_codes WHERE account_id = $1', [member.accountId]),
    ).toEqual([]);
  });

  it('is known of the session: who has a second factor, and who has shown it', async () => {
    const factors = world.running.app.get(SecondFactors);
    const { member, browser, app } = await protectedMember();
    const half = await halfIn(member);
    await typed(half, app.code());
    const proofs = await Promise.all((await sessionsOf(member)).map((session) => factors.proof(session)));
    expect(proofs).toEqual(['proved', 'proved']);
    expect(await factors.proof({ accountId: member.accountId })).toBe('unproved');
    expect(await factors.proof({})).toBe('none');
    const plainMember = await somebody();
    const [session] = await sessionsOf(plainMember.member);
    expect(await factors.proof(session)).toBe('none');
    later(2 * MINUTE);
    await browser.post(`${TWO_STEP}/app/removal`, { proof: app.code() }, TWO_STEP);
    expect(await factors.proof((await sessionsOf(member))[0])).toBe('none');
  });
});

describe('recovery codes', () => {
  it('sign in once each, as they were typed', async () => {
    const { member, codes } = await protectedMember();
    const half = await halfIn(member);
    const answer = await recovered(half, ` ${codes[3].toUpperCase().replace('-', ' ')}`);
    expect([answer.status, answer.headers.location]).toEqual([303, brand.desk]);
    expect((await half.get(TWO_STEP)).text).toContain('9 codes left');
    const again = await recovered(await halfIn(member), codes[3]);
    expect(again.status).toBe(422);
    expect(again.text).toContain('already used');
    const [one, two] = [await halfIn(member), await halfIn(member)];
    const both = await Promise.all([recovered(one, codes[4]), recovered(two, codes[4])]);
    expect(both.map(({ status }) => status).sort()).toEqual([303, 422]);
  });

  it('are of one account alone', async () => {
    const [one, other] = [await protectedMember(), await protectedMember()];
    expect((await recovered(await halfIn(one.member), other.codes[0])).status).toBe(422);
  });

  it('are refused where they are none, and guesses are bounded', async () => {
    const { member, codes } = await protectedMember();
    const half = await halfIn(member);
    const shape = await recovered(half, '123456');
    expect(shape.text).toContain('Enter a code such as');
    for (let attempt = 1; attempt < 5; attempt += 1)
      expect((await recovered(half, `aaaaa-aaaa${attempt}`)).status).toBe(422);
    expect((await recovered(half, codes[0])).status).toBe(429);
  });

  it('are made anew, and the former ones are void', async () => {
    const { member, browser, codes } = await protectedMember();
    const answer = await browser.post(`${TWO_STEP}/recovery-codes`, {}, TWO_STEP);
    const anew = recoveryCodesIn(answer.text);
    expect(anew).toHaveLength(10);
    expect(anew).not.toContain(codes[0]);
    const half = await halfIn(member);
    expect((await recovered(half, codes[0])).status).toBe(422);
    expect((await recovered(half, anew[0])).status).toBe(303);
  });

  it('are made anew by nobody who has not shown that it is them, nor without a second factor', async () => {
    const [guarded, bare] = [await protectedMember(), await somebody()];
    later(15 * MINUTE);
    const answer = await guarded.browser.post(`${TWO_STEP}/recovery-codes`, {}, TWO_STEP);
    expect([answer.status, answer.headers.location]).toEqual([303, TWO_STEP]);
    world.running.app.get(Clock).release();
    expect((await bare.browser.post(`${TWO_STEP}/recovery-codes`, {}, TWO_STEP)).status).toBe(303);
    expect((await recovered(await halfIn(guarded.member), guarded.codes[0])).status).toBe(303);
  });
});

describe('turning an app off', () => {
  const off = (browser: MemberBrowser, proof: string) =>
    browser.post(`${TWO_STEP}/app/removal`, { proof }, `${TWO_STEP}/app/removal`);

  it('takes the password or a code, whoever signed in a moment ago', async () => {
    const { member, browser, app } = await protectedMember();
    for (const proof of ['', 'wrong', app.wrong()]) {
      const answer = await off(browser, proof);
      expect([proof, answer.status]).toEqual([proof, 422]);
    }
    await halfIn(member);
    const answer = await off(browser, PASSWORD);
    expect([answer.status, answer.headers.location]).toEqual([303, `${TWO_STEP}?done=off`]);
    await world.signIn(member.email);
  });

  it('by a code takes that code: it signs nobody in any more', async () => {
    const { member, browser, app } = await protectedMember();
    const half = await halfIn(member);
    const code = app.code();
    expect((await off(browser, code)).status).toBe(303);
    expect((await typed(half, code)).headers.location).toBe('/sign-in');
    await half.get(brand.desk).expect(303);
  });

  it('makes recovery codes void', async () => {
    const { member, browser, codes } = await protectedMember();
    const half = await halfIn(member);
    await off(browser, PASSWORD);
    expect((await recovered(half, codes[0])).headers.location).toBe('/sign-in');
    expect(
      await world.database.query('SELECT 1 FROM recovery_codes WHERE account_id = $1', [member.accountId]),
    ).toEqual([]);
  });

  it('bounds what is tried', async () => {
    const { browser } = await protectedMember();
    for (let attempt = 0; attempt < 10; attempt += 1) expect((await off(browser, 'wrong')).status).toBe(422);
    const refused = await off(browser, PASSWORD);
    expect(refused.status).toBe(429);
    expect(refused.text).toContain('Too many attempts');
  });
});

async function sessionsOf({
  accountId,
}: DeskMember): Promise<{ accountId: string; provedAt: string | null }[]> {
  const rows = await world.database.query<{ sess: { accountId: string; provedAt: string | null } }>(
    `SELECT sess FROM sessions WHERE sess ->> 'accountId' = $1`,
    [accountId],
  );
  return rows.map(({ sess }) => sess);
}
