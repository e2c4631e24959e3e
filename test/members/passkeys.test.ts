import { Clock, newId } from '../../src/kernel/index.js';
import { SecondFactors } from '../../src/members/index.js';
import { DeskWorld, MemberBrowser, PASSWORD, until, type DeskBrand, type DeskMember } from '../desk/world.js';
import { offered, recoveryCodesIn, TWO_STEP } from './authenticator.js';
import { PasskeyDevice, type Ceremony } from './passkey-device.js';

const MINUTE = 60_000;
const PASSKEYS = `${TWO_STEP}/passkeys`;

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
const here = (): Ceremony => ({ origin: world.url });

async function somebody() {
  const member = await brand.member(`Member${(names += 1)}`);
  return { member, browser: await world.signIn(member.email) };
}

const stranger = () => new MemberBrowser(world, world.agent());

/** What the browser is to ask of a device. */
async function asked(browser: MemberBrowser, path: string) {
  const answer = await browser.post(`${path}/options`, {}, path === PASSKEYS ? TWO_STEP : '/sign-in');
  expect(answer.status).toBe(200);
  return answer.body as { challenge: string; rpId: string; rp: { id: string }; user: { id: string } };
}

async function add(browser: MemberBrowser, device = new PasskeyDevice(), name = 'Laptop', how = here()) {
  const answer = device.makes(await asked(browser, PASSKEYS), how);
  return { device, answered: await browser.post(PASSKEYS, { name, answer }, TWO_STEP) };
}

async function withPasskey() {
  const { member, browser } = await somebody();
  const { device, answered } = await add(browser);
  expect(answered.status).toBe(200);
  return { member, browser, device, codes: recoveryCodesIn(answered.text) };
}

async function enter(browser: MemberBrowser, device: PasskeyDevice, how = here()) {
  const answer = device.shows(await asked(browser, '/sign-in/passkey'), how);
  return {
    answer,
    answered: await browser.post('/sign-in/passkey', { answer, next: brand.desk }, '/sign-in'),
  };
}

describe('adding a passkey', () => {
  it('is two-step verification: recovery codes come with the first one, and other sessions end', async () => {
    const { member, browser } = await somebody();
    const elsewhere = await world.signIn(member.email);
    const { answered } = await add(browser);
    expect(answered.status).toBe(200);
    expect(recoveryCodesIn(answered.text)).toHaveLength(10);
    await browser.get(brand.desk).expect(200);
    await elsewhere.get(brand.desk).expect(303);
    expect(await world.running.app.get(SecondFactors).hasAny(member.accountId)).toBe(true);
    const second = await add(browser, new PasskeyDevice(), 'Phone');
    expect([second.answered.status, second.answered.headers.location]).toEqual([
      303,
      `${TWO_STEP}?done=passkey`,
    ]);
    const { text } = await browser.get(TWO_STEP);
    expect(text).toContain('Laptop');
    expect(text).toContain('Phone');
  });

  it('tells the owner by mail', async () => {
    const { member } = await withPasskey();
    await until(
      async () =>
        (
          await world.database.query(
            `SELECT 1 FROM account_mails WHERE recipient = $1 AND kind = 'second_factor_changed' AND state = 'sent'`,
            [member.email],
          )
        ).length === 1,
    );
  });

  it.each<[string, Partial<Ceremony>]>([
    ['of another site', { origin: 'https://evil.example' }],
    ['for another site', { rpId: 'evil.example' }],
    ['that is an answer to something else', { type: 'webauthn.get' }],
    ['whose device asked nobody who they are', { isVerified: false }],
  ])('takes none %s', async (_what, how) => {
    const { browser, member } = await somebody();
    const { answered } = await add(browser, new PasskeyDevice(), 'Laptop', { ...here(), ...how });
    expect(answered.status).toBe(422);
    expect(answered.text).toContain('This passkey didn’t work.');
    expect(answered.text).toContain('value="Laptop"');
    expect(await world.running.app.get(SecondFactors).hasAny(member.accountId)).toBe(false);
  });

  it.each([
    '',
    'nonsense',
    '[]',
    '{"id":5}',
    JSON.stringify({ id: 'a', rawId: 'a', type: 'public-key', response: {} }),
  ])('takes nothing that is none: %s', async (answer) => {
    const { browser } = await somebody();
    await asked(browser, PASSKEYS);
    expect((await browser.post(PASSKEYS, { name: 'x', answer }, TWO_STEP)).status).toBe(422);
  });

  it('takes a challenge once, within ten minutes, in the session that asked for it', async () => {
    const { browser } = await somebody();
    const device = new PasskeyDevice();
    const answer = device.makes(await asked(browser, PASSKEYS), here());
    const other = await somebody();
    expect((await other.browser.post(PASSKEYS, { name: 'Theirs', answer }, TWO_STEP)).status).toBe(422);
    expect((await browser.post(PASSKEYS, { name: 'Mine', answer }, TWO_STEP)).status).toBe(200);
    const again = await browser.post(PASSKEYS, { name: 'Again', answer }, TWO_STEP);
    expect([again.status, again.text.includes('This took too long.')]).toEqual([422, true]);
    const late = new PasskeyDevice().makes(await asked(browser, PASSKEYS), here());
    later(10 * MINUTE);
    expect((await browser.post(PASSKEYS, { name: 'Late', answer: late }, TWO_STEP)).status).toBe(422);
  });

  it('takes no passkey that somebody has already, and tells whose by nothing', async () => {
    const { browser, device } = await withPasskey();
    expect((await add(browser, device)).answered.text).toContain('already has a passkey');
    const other = await somebody();
    const { answered } = await add(other.browser, device);
    expect(answered.status).toBe(422);
  });

  it('asks who has been signed in for a while to show once more that it is them', async () => {
    const { browser } = await somebody();
    later(15 * MINUTE);
    await browser.get(`${PASSKEYS}/new`).expect(303).expect('Location', TWO_STEP);
    const { answered } = await add(browser);
    expect([answered.status, answered.headers.location]).toEqual([303, TWO_STEP]);
  });
});

describe('signing in with a passkey', () => {
  it('needs nothing else, and is both factors', async () => {
    const { member, device } = await withPasskey();
    const browser = stranger();
    const { answered } = await enter(browser, device);
    expect([answered.status, answered.headers.location]).toEqual([303, brand.desk]);
    await browser.get(brand.desk).expect(200);
    const sessions = await world.database.query<{ sess: { accountId: string; provedAt: string } }>(
      `SELECT sess FROM sessions WHERE sess ->> 'accountId' = $1`,
      [member.accountId],
    );
    const factors = world.running.app.get(SecondFactors);
    const proofs = await Promise.all(sessions.map(({ sess }) => factors.proof(sess)));
    expect(new Set(proofs)).toEqual(new Set(['proved']));
    expect((await browser.get(TWO_STEP)).text).toContain('Last used');
  });

  it('takes an answer once, in the browser that was asked', async () => {
    const { device } = await withPasskey();
    const [browser, thief] = [stranger(), stranger()];
    const { answer } = await enter(browser, device);
    await asked(thief, '/sign-in/passkey');
    const stolen = await thief.post('/sign-in/passkey', { answer }, '/sign-in');
    expect(stolen.status).toBe(422);
    await browser.post('/sign-out', {}, '/account');
    const again = await browser.post('/sign-in/passkey', { answer }, '/sign-in');
    expect([again.status, again.text.includes('This took too long.')]).toEqual([422, true]);
  });

  it('lets two tabs of a browser ask at once, and one of them in', async () => {
    const { device } = await withPasskey();
    const browser = stranger();
    const [one, two] = [await asked(browser, '/sign-in/passkey'), await asked(browser, '/sign-in/passkey')];
    const first = await browser.post('/sign-in/passkey', { answer: device.shows(one, here()) }, '/sign-in');
    expect(first.status).toBe(303);
    expect(two.challenge).toBe(one.challenge);
  });

  it('takes no challenge of ten minutes ago', async () => {
    const { device } = await withPasskey();
    const browser = stranger();
    const answer = device.shows(await asked(browser, '/sign-in/passkey'), here());
    later(10 * MINUTE);
    expect((await browser.post('/sign-in/passkey', { answer }, '/sign-in')).status).toBe(422);
  });

  it.each<[string, Partial<Ceremony>]>([
    ['of another site', { origin: 'https://evil.example' }],
    ['for another site', { rpId: 'evil.example' }],
    ['whose device asked nobody who they are', { isVerified: false }],
  ])('takes none %s', async (_what, how) => {
    const { device } = await withPasskey();
    const { answered } = await enter(stranger(), device, { ...here(), ...how });
    expect(answered.status).toBe(422);
    expect(answered.text).toContain('This passkey didn’t work.');
  });

  it('takes none that nobody has, of another key, or of another account, and says the same', async () => {
    const [one, other] = [await withPasskey(), await withPasskey()];
    const unknown = await enter(stranger(), new PasskeyDevice());
    const forged = new PasskeyDevice();
    Object.assign(forged, { credentialId: one.device.credentialId, userHandle: one.device.userHandle });
    const otherKey = await enter(stranger(), forged);
    const otherAccount = await enter(
      stranger(),
      Object.assign(one.device, { userHandle: other.device.userHandle }),
    );
    for (const { answered } of [unknown, otherKey, otherAccount]) {
      expect(answered.status).toBe(422);
      expect(answered.text).toContain('This passkey didn’t work.');
    }
  });

  it('refuses a device that counts backwards, for it was copied', async () => {
    const { device } = await withPasskey();
    device.counter = 5;
    expect((await enter(stranger(), device)).answered.status).toBe(303);
    device.counter = 5;
    expect((await enter(stranger(), device)).answered.status).toBe(422);
    device.counter = 9;
    expect((await enter(stranger(), device)).answered.status).toBe(303);
  });

  it('is asked after the password too, where it is all that an account has; recovery codes do', async () => {
    const { member, device, codes } = await withPasskey();
    const half = async () => {
      const browser = stranger();
      const fields = { email: member.email, password: PASSWORD };
      const answer = await browser.post('/sign-in', fields, '/sign-in');
      expect(answer.headers.location).toBe('/sign-in/second-step');
      return browser;
    };
    const browser = await half();
    const { text } = await browser.get('/sign-in/second-step');
    expect(text).toContain('Sign in with a passkey');
    expect(text).not.toContain('id="code"');
    expect((await enter(browser, device)).answered.status).toBe(303);
    const recovered = await (await half()).post('/sign-in/recovery-code', { code: codes[0] }, '/sign-in');
    expect(recovered.status).toBe(303);
  });
});

describe('the passkeys of an account', () => {
  const idOf = async ({ accountId }: DeskMember) => {
    const [row] = await world.database.query<{ id: string }>(
      'SELECT id FROM passkeys WHERE account_id = $1',
      [accountId],
    );
    return row?.id;
  };

  it('are renamed, and removed by the password: the device signs in no more, and the password alone does', async () => {
    const { member, browser, device } = await withPasskey();
    const page = `${PASSKEYS}/${await idOf(member)}`;
    const empty = await browser.post(page, { name: ' ' }, page);
    expect([empty.status, empty.text.includes('id="name-error"')]).toEqual([422, true]);
    await browser.post(page, { name: 'Work <laptop>' }, page);
    expect((await browser.get(TWO_STEP)).text).toContain('Work &lt;laptop&gt;');
    const wrong = await browser.post(`${page}/removal`, { proof: 'wrong' }, page);
    expect([wrong.status, wrong.text.includes('id="proof-error"')]).toEqual([422, true]);
    const removed = await browser.post(`${page}/removal`, { proof: PASSWORD }, page);
    expect(removed.headers.location).toBe(`${TWO_STEP}?done=off`);
    expect((await enter(stranger(), device)).answered.status).toBe(422);
    await world.signIn(member.email);
  });

  it('leave two-step verification on where something else is left', async () => {
    const { member, browser } = await withPasskey();
    await addApp(browser);
    const page = `${PASSKEYS}/${await idOf(member)}`;
    const removed = await browser.post(`${page}/removal`, { proof: PASSWORD }, page);
    expect(removed.headers.location).toBe(`${TWO_STEP}?done=passkey-removed`);
    expect((await browser.get(TWO_STEP)).text).toContain('10 codes left');
  });

  it('are nobody else’s: not seen, not renamed, not removed', async () => {
    const { member } = await withPasskey();
    const { browser } = await somebody();
    const page = `${PASSKEYS}/${await idOf(member)}`;
    await browser.get(page).expect(404);
    expect((await browser.post(page, { name: 'Mine' }, TWO_STEP)).status).toBe(404);
    expect((await browser.post(`${page}/removal`, { proof: PASSWORD }, TWO_STEP)).status).toBe(404);
    await browser.get(`${PASSKEYS}/${newId()}`).expect(404);
    await browser.get(`${PASSKEYS}/nonsense`).expect(404);
    const [row] = await world.database.query<{ name: string }>(
      'SELECT name FROM passkeys WHERE account_id = $1',
      [member.accountId],
    );
    expect(row.name).toBe('Laptop');
  });

  it('are twenty at most', async () => {
    const { member, browser } = await withPasskey();
    await world.database.query(
      `INSERT INTO passkeys (id, account_id, credential_id, public_key, counter, transports, name, created_at)
       SELECT gen_random_uuid(), $1::uuid, 'filler-' || n || $1::text, '', 0, '{}', 'x', now() FROM generate_series(1, 19) n`,
      [member.accountId],
    );
    expect((await add(browser)).answered.text).toContain('You have 20 passkeys already.');
  });

  /** An app beside a passkey: no recovery codes come with it. */
  async function addApp(browser: MemberBrowser) {
    const { setup, app } = await offered(world, browser);
    const answer = await browser.post(`${TWO_STEP}/app`, { setup, code: app.code(-1) }, TWO_STEP);
    expect(answer.headers.location).toBe(`${TWO_STEP}?done=app`);
  }
});
