import { Clock, systemActor } from '../../src/kernel/index.js';
import { AddMember, RequireTwoStep } from '../../src/members/index.js';
import { RightsNow } from '../../src/members/rights-now.js';
import { DeskWorld, MemberBrowser, PASSWORD, until, type DeskBrand } from '../desk/world.js';
import { formsOf, posted } from '../support/forms.js';
import { TWO_STEP, withApp } from './authenticator.js';

const DAY = 24 * 3_600_000;
const REQUIRED = 'Two-step verification required';
const NOTICE = 'This brand requires two-step verification from';

let world: DeskWorld;
let strict: DeskBrand;
let other: DeskBrand;
let names = 0;

beforeAll(async () => {
  world = await DeskWorld.start();
  strict = await world.brand('strict');
  other = await world.brand('other');
});
beforeEach(() => require(null));
afterEach(() => world.running.app.get(Clock).release());
afterAll(() => world?.close());

const dayIn = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
const require = (from: string | null) =>
  world.running.app.get(RequireTwoStep).run(systemActor(strict.id), { from });

/** Somebody of both brands. */
async function somebody(role: 'admin' | 'agent' = 'agent') {
  const name = `Member${(names += 1)}`;
  const member = await strict.member(name, { role });
  await world.running.app
    .get(AddMember)
    .run(systemActor(other.id), { accountId: member.accountId, name, role, kind: 'staff' });
  return { name, member, browser: await world.signIn(member.email) };
}

describe('a brand that requires two-step verification', () => {
  it('keeps outside who has none, with the way to set it up, and no other brand does', async () => {
    const { browser } = await somebody();
    await browser.get(strict.desk).expect(200);
    await require(dayIn(-1));
    const barred = await browser.get(strict.desk).expect(403);
    expect(barred.text).toContain(REQUIRED);
    expect(barred.text).toContain(`href="${TWO_STEP}"`);
    await browser.get(other.desk).expect(200);
    await browser.get('/brands').expect(200);
    await withApp(world, browser);
    await browser.get(strict.desk).expect(200);
  });

  it('takes nothing that is written by who is outside', async () => {
    const { browser } = await somebody();
    await require(dayIn(-1));
    const answer = await browser.post(`${strict.desk}/availability`, { state: 'away' }, '/account');
    expect(answer.status).toBe(403);
    const elsewhere = await browser.post(`${other.desk}/availability`, { state: 'away' }, '/account');
    expect(elsewhere.status).toBe(303);
  });

  it('lets nobody in by a socket, and ends those that are open within a second', async () => {
    const { browser, member } = await somebody();
    const [here, there] = [await browser.connect(strict.slug), await browser.connect(other.slug)];
    const gone = new Promise<number>((resolve) => here.once('disconnect', () => resolve(performance.now())));
    const began = performance.now();
    await require(dayIn(-1));
    expect((await gone) - began).toBeLessThan(1000);
    await expect(browser.connect(strict.slug)).rejects.toThrow('two_step_needed');
    expect(there.connected).toBe(true);
    await withApp(world, browser);
    await browser.connect(strict.slug);
    expect(member.id).toBeTruthy();
  });

  it('holds from its day on for who is there already, without anybody’s doing', async () => {
    const { browser } = await somebody();
    await require(dayIn(2));
    const socket = await browser.connect(strict.slug);
    const gone = new Promise((resolve) => socket.once('disconnect', resolve));
    await browser.get(strict.desk).expect(200);
    world.running.app.get(Clock).shift(3 * DAY);
    await world.running.app.get(RightsNow).sweep();
    await gone;
    expect((await browser.get(strict.desk)).status).not.toBe(200);
  });

  it('keeps outside who turns it off, at once', async () => {
    const { browser } = await somebody();
    await withApp(world, browser);
    await require(dayIn(-1));
    const socket = await browser.connect(strict.slug);
    const gone = new Promise((resolve) => socket.once('disconnect', resolve));
    await browser.post(`${TWO_STEP}/app/removal`, { proof: PASSWORD }, TWO_STEP);
    await gone;
    await browser.get(strict.desk).expect(403);
  });

  it('tells a session that was begun without it to sign in again', async () => {
    const { browser, member } = await somebody();
    await withApp(world, browser);
    await require(dayIn(-1));
    await world.database.query(
      `UPDATE sessions SET sess = jsonb_set(sess::jsonb, '{provedAt}', 'null') WHERE sess ->> 'accountId' = $1`,
      [member.accountId],
    );
    await until(async () => (await browser.get(strict.desk)).status === 403);
    const { text } = await browser.get(strict.desk);
    expect(text).toContain('Sign in again');
    expect(text).toContain('action="/sign-out"');
  });
});

describe('before the day', () => {
  it('who has no second factor reads from when on, on every page of the brand and on no other', async () => {
    const { browser } = await somebody('admin');
    await require(dayIn(5));
    for (const page of [strict.desk, `/b/strict/board`, '/b/strict/admin/brand']) {
      const { text } = await browser.get(page).expect(200);
      expect([page, text.includes(NOTICE)]).toEqual([page, true]);
    }
    expect((await browser.get(other.desk)).text).not.toContain(NOTICE);
    await withApp(world, browser);
    expect((await browser.get(strict.desk)).text).not.toContain(NOTICE);
  });
});

describe('requiring it', () => {
  const page = '/b/strict/admin/brand';

  it('is an admin’s, who has a second factor first; it stands in the log', async () => {
    const { browser, name } = await somebody('admin');
    const without = await submit(browser, { twoStep: 'on', twoStepFrom: dayIn(9) });
    expect(without.status).toBe(422);
    expect(without.text).toContain('Set up two-step verification on your own account first.');
    expect(without.text).toContain(`value="${dayIn(9)}"`);
    await withApp(world, browser);
    expect((await submit(browser, { twoStep: 'on', twoStepFrom: dayIn(9) })).status).toBe(303);
    const shown = (await browser.get(page)).text;
    expect(shown).toMatch(/name="twoStep" value="on" checked/);
    expect(shown).toContain(`value="${dayIn(9)}"`);
    const log = (await browser.get('/b/strict/admin/audit?kind=brand')).text;
    expect(log).toMatch(new RegExp(`${name}</b> changed two-step verification requirements of`));
    expect(log).toContain(`<ins>${worded(dayIn(9))}</ins>`);
    const { text } = await submit(browser, {}, ['twoStep']);
    expect(text).toBe('');
    expect((await browser.get(page)).text).not.toMatch(/name="twoStep" value="on" checked/);
  });

  it.each(['', 'tomorrow', '2026-13-45', '20261224'])('needs a day: "%s" is none', async (twoStepFrom) => {
    const { browser } = await somebody('admin');
    await withApp(world, browser);
    const answer = await submit(browser, { twoStep: 'on', twoStepFrom });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Choose a date.');
  });

  it('begins with the day of the brand’s zone, and with another zone at another time', async () => {
    const { browser } = await somebody('admin');
    await withApp(world, browser);
    await submit(browser, { twoStep: 'on', twoStepFrom: '2099-01-10' });
    expect(await stored()).toBe('2099-01-09T23:00:00.000Z');
    await submit(browser, { timeZone: 'America/New_York' });
    expect(await stored()).toBe('2099-01-10T05:00:00.000Z');
    await submit(browser, { timeZone: 'Europe/Paris' });
  });

  it('shows on the page of members who has it', async () => {
    const { browser } = await somebody('admin');
    const rows = async () => (await browser.get('/b/strict/admin/members').expect(200)).text;
    const before = count(await rows());
    await withApp(world, browser);
    expect(count(await rows())).toBe(before + 1);
  });

  it('tells who is changed where two admins save the page', async () => {
    const [one, two] = [await somebody('admin'), await somebody('admin')];
    for (const { browser } of [one, two]) await withApp(world, browser);
    const opened = await two.browser.get(page);
    await submit(one.browser, { twoStep: 'on', twoStepFrom: '2099-02-01' });
    const [form] = formsOf(opened.text).filter(({ action }) => action === page);
    const late = await two.browser.post(page, Object.fromEntries(posted(form)), page);
    expect(late.status).toBe(409);
    expect(late.text).toContain(`${one.name} `);
    expect(late.text).toContain('1 February 2099');
  });

  async function submit(browser: MemberBrowser, changes: Record<string, string>, without: string[] = []) {
    const opened = await browser.get(page).expect(200);
    const [form] = formsOf(opened.text).filter(({ action }) => action === page);
    const fields = posted(form, changes).filter(([name]) => !without.includes(name));
    return browser.post(page, Object.fromEntries(fields), page);
  }

  async function stored(): Promise<string | undefined> {
    const [row] = await world.database.query<{ at: Date }>(
      'SELECT required_from AS at FROM two_step_requirements WHERE brand_id = $1',
      [strict.id],
    );
    return row?.at.toISOString();
  }

  const count = (html: string) => html.split('#shield-check').length;
  const worded = (day: string) =>
    new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day));
});
