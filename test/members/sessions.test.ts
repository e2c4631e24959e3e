import { Clock, newId } from '../../src/kernel/index.js';
import { formatDate } from '../../src/platform/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { startRedis, type TestRedis } from '../support/servers/redis.js';
import { DeskWorld, MemberBrowser, PASSWORD, until, type DeskBrand } from '../desk/world.js';

const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Version/26.0 Safari/604.1';
const MINUTE = 60_000;

let world: DeskWorld;
let brand: DeskBrand;
let redis: TestRedis;
let other: TestApp;

beforeAll(async () => {
  redis = await startRedis();
  world = await DeskWorld.start({ REDIS_URL: redis.url });
  other = await startApp({ databaseUrl: world.database.appUrl, redisUrl: redis.url });
  brand = await world.brand('lumiere');
});
afterEach(() => world.running.app.get(Clock).release());
afterAll(async () => {
  await other?.stop();
  await world?.close();
  await redis?.stop();
});

const somebody = () => brand.member(`member-${newId().slice(-8)}`);

async function signedIn(email: string, agent = WINDOWS, language = 'en'): Promise<MemberBrowser> {
  const browser = new MemberBrowser(world, world.agent(language).set('User-Agent', agent));
  const answer = await browser.post('/sign-in', { email, password: PASSWORD }, '/sign-in');
  expect(answer.status).toBe(303);
  return browser;
}

const page = async (browser: MemberBrowser) => (await browser.get('/account').expect(200)).text;
const ids = async (browser: MemberBrowser) =>
  [...(await page(browser)).matchAll(/\/account\/sessions\/([^/"]+)\/sign-out/g)].map(([, id]) => id);
const isIn = async (browser: MemberBrowser) => (await browser.get(brand.desk)).status === 200;

describe('the sessions of an account', () => {
  it('are listed with their devices, this one first, and with none of their secrets', async () => {
    const { email, accountId } = await somebody();
    await signedIn(email, IPHONE);
    const here = await signedIn(email);
    const text = await page(here);
    expect(text).toMatch(/Firefox on Windows[^]*This device[^]*Safari on iPhone/);
    expect(text.match(/This device/g)).toHaveLength(1);
    const secrets = await world.database.query<{ sid: string }>(
      `SELECT sid FROM sessions WHERE sess ->> 'accountId' = $1`,
      [accountId],
    );
    expect(secrets).toHaveLength(2);
    for (const { sid } of secrets) expect(text).not.toContain(sid);
  });

  it('go on under another id once the password is another one: a copy of the cookie is worth nothing', async () => {
    const { email } = await somebody();
    const here = await signedIn(email);
    const copied = here.cookie();
    const changed = await here.post(
      '/account/password',
      { current: PASSWORD, password: 'another unlikely sentence' },
      '/account',
    );
    expect(changed.headers.location).toBe('/account?saved=password');
    expect(await isIn(here)).toBe(true);
    expect(here.cookie()).not.toBe(copied);
    const copy = await world.agent().get('/account').redirects(0).set('Cookie', copied);
    expect(copy.status).toBe(303);
  });

  it('are ended one by one, on every node within a second, sockets too', async () => {
    const { email } = await somebody();
    const [here, ended, stays] = [
      await signedIn(email),
      await signedIn(email, IPHONE),
      await signedIn(email),
    ];
    const sockets = await Promise.all([
      ended.connect(brand.slug),
      world.connect(ended.cookie(), brand.slug, { url: other.url }),
    ]);
    const kept = await stays.connect(brand.slug);
    const [id] = await idsOf(here, 'Safari on iPhone');
    const gone = sockets.map((socket) => new Promise((resolve) => socket.once('disconnect', resolve)));
    const answer = await here.post(`/account/sessions/${id}/sign-out`, {}, '/account');
    expect(answer.headers.location).toBe('/account?saved=session');
    const began = performance.now();
    await Promise.all(gone);
    expect(await isIn(ended)).toBe(false);
    expect(performance.now() - began).toBeLessThan(1000);
    const elsewhere = await fetch(`${other.url}${brand.desk}`, {
      headers: { cookie: ended.cookie(), accept: 'text/html' },
      redirect: 'manual',
    });
    expect(elsewhere.status).toBe(303);
    expect([await isIn(here), await isIn(stays), kept.connected]).toEqual([true, true, true]);
    const again = await here.post(`/account/sessions/${id}/sign-out`, {}, '/account');
    expect(again.status).toBe(303);
  });

  it('are all ended but this one', async () => {
    const { email } = await somebody();
    const [here, ...others] = [await signedIn(email), await signedIn(email, IPHONE), await signedIn(email)];
    await here.post('/account/sessions/sign-out', {}, '/account');
    expect(await Promise.all(others.map(isIn))).toEqual([false, false]);
    expect(await ids(here)).toEqual([]);
    expect(await page(here)).not.toContain('Sign out of all other sessions');
  });

  it('are ended by nobody else', async () => {
    const [mine, theirs] = [await signedIn((await somebody()).email), await somebody()];
    const victim = await signedIn(theirs.email);
    const [id] = await ids(await signedIn(theirs.email, IPHONE));
    await mine.post(`/account/sessions/${id}/sign-out`, {}, '/account');
    expect(await isIn(victim)).toBe(true);
  });

  it('tell of their last use within an hour, and are not written at each request', async () => {
    const { email, accountId } = await somebody();
    const clock = world.running.app.get(Clock);
    clock.freeze(new Date('2030-05-05T10:00:00Z'));
    const browser = await signedIn(email);
    const row = async () =>
      (
        await world.database.query<{ xmin: string; used: string }>(
          `SELECT xmin::text, sess ->> 'usedAt' AS used FROM sessions WHERE sess ->> 'accountId' = $1`,
          [accountId],
        )
      )[0];
    await browser.get(brand.desk).expect(200);
    const { xmin } = await row();
    clock.shift(59 * MINUTE);
    for (let times = 0; times < 3; times += 1) await browser.get(brand.desk).expect(200);
    expect((await row()).xmin).toBe(xmin);
    clock.shift(2 * MINUTE);
    await browser.get(brand.desk).expect(200);
    await until(async () => (await row()).used === '2030-05-05T11:00:00.000Z');
  });

  it('begun by a former version are listed, and ended, like others', async () => {
    const { email, accountId } = await somebody();
    const former = await signedIn(email);
    await world.database.query(
      `UPDATE sessions SET sess = (sess::jsonb - 'signInId' - 'agent' - 'usedAt'
         || '{"seen": "2026-11-30", "signedInAt": "2026-11-21T10:00:00.000Z"}')::json
       WHERE sess ->> 'accountId' = $1`,
      [accountId],
    );
    const here = await signedIn(email);
    expect(await page(here)).toMatch(/Unknown device[^]*2026-11-21T10:00[^]*2026-11-30/);
    const [id] = await ids(here);
    await here.post(`/account/sessions/${id}/sign-out`, {}, '/account');
    expect(await isIn(former)).toBe(false);
  });
});

describe('a sign-in in another browser', () => {
  const mails = (email: string) =>
    world.database.query<{ subject: string; body: string; state: string }>(
      `SELECT subject, body, state FROM account_mails WHERE recipient = $1 AND kind = 'new_device' ORDER BY id`,
      [email],
    );

  it('is told by mail, with the device and the time; the first one of all is not', async () => {
    const { email } = await somebody();
    const clock = world.running.app.get(Clock);
    clock.freeze(new Date(Date.now() + 24 * 60 * MINUTE));
    const at = formatDate('en', clock.now(), 'date-time');
    const first = await signedIn(email);
    await first.post('/sign-out', {}, brand.desk);
    await first.post('/sign-in', { email, password: PASSWORD }, '/sign-in');
    expect(await mails(email)).toEqual([]);
    await signedIn(email, IPHONE);
    await until(async () => (await mails(email))[0]?.state === 'sent');
    const [mail, ...more] = await mails(email);
    expect(more).toEqual([]);
    expect(mail.subject).toBe('New sign-in to your Causerie account');
    expect(mail.body).toContain(`${email}: Safari on iPhone, ${at} UTC.`);
    expect(mail.body).toMatch(/\/forgot-password[^]*\/account$/);
  });

  it('is told in the language of the account, else in that of the page', async () => {
    const { email } = await somebody();
    await signedIn(email);
    await signedIn(email, IPHONE, 'fr');
    await until(async () => (await mails(email))[0]?.state === 'sent');
    expect((await mails(email))[0].body).toMatch(/Safari sur iPhone, le \d/);
  });

  it('is told though another account has signed in there', async () => {
    const [mine, theirs] = [await somebody(), await somebody()];
    await signedIn(mine.email);
    const browser = await signedIn(theirs.email);
    await browser.post('/sign-out', {}, brand.desk);
    await browser.post('/sign-in', { email: mine.email, password: PASSWORD }, '/sign-in');
    await until(async () => (await mails(mine.email)).length === 1);
  });
});

async function idsOf(browser: MemberBrowser, device: string): Promise<string[]> {
  const items = (await page(browser)).split('<li class="session">').slice(1);
  return items
    .filter((item) => item.includes(device))
    .map((item) => /\/account\/sessions\/([^/"]+)\/sign-out/.exec(item)?.[1] ?? '');
}
