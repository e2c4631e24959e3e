import { InviteBrand } from '../../src/sign-up/index.js';
import { Clock } from '../../src/kernel/index.js';
import { DeskWorld } from '../desk/world.js';
import { mailTo, Newcomer } from './world.js';

const DAY = 24 * 3_600_000;

describe('an invitation to open a brand', () => {
  let world: DeskWorld;
  let operatorId: string;
  let count = 0;

  beforeAll(async () => {
    world = await DeskWorld.start({ SIGN_UP: 'invited', RATE_LIMIT_FACTOR: '100' });
    const brand = await world.brand('first');
    const member = await brand.member('Operator');
    const [row] = await world.database.query('SELECT account_id AS id FROM members WHERE id = $1', [
      member.id,
    ]);
    operatorId = String(row?.id);
  });
  afterEach(() => world.running.app.get(Clock).release());
  afterAll(() => world.close());

  async function invited(): Promise<{ email: string; path: string }> {
    const email = `invited${(count += 1)}@atelier.example`;
    await world.running.app.get(InviteBrand).run({ accountId: operatorId, email, locale: 'en' });
    return { email, path: await link(email) };
  }

  async function link(email: string): Promise<string> {
    return /\/sign-up\?invitation=[\w-]+/.exec(await mailTo(world, email, 'brand_invitation'))?.[0] ?? '';
  }

  it('opens sign-up to its browser, and one brand', async () => {
    const { email, path } = await invited();
    const anna = new Newcomer(world);
    expect((await anna.browser.get('/sign-up')).status).toBe(403);
    expect((await anna.browser.get(path)).headers.location).toBe('/sign-up');
    const page = await anna.browser.get('/sign-up');
    expect([page.text.includes('You are invited'), page.text.includes(`value="${email}"`)]).toEqual([
      true,
      true,
    ]);
    await anna.arrive({ email });
    expect((await anna.openBrand({ slug: 'opened-by-it' })).headers.location).toBe(
      '/b/opened-by-it/start/site',
    );
    expect((await anna.browser.get('/sign-up/brand')).status).toBe(403);
    const late = await new Newcomer(world).browser.get(path);
    expect([late.status, late.text.includes('was used or has expired')]).toEqual([410, true]);
  });

  it('is not used up by whoever opens the link alone', async () => {
    const { path } = await invited();
    for (let time = 0; time < 3; time += 1)
      expect((await new Newcomer(world).browser.get(path)).headers.location).toBe('/sign-up');
  });

  it('is good for two weeks', async () => {
    const { path } = await invited();
    const anna = new Newcomer(world);
    const clock = world.running.app.get(Clock);
    clock.shift(14 * DAY - 60_000);
    expect((await anna.browser.get(path)).status).toBe(303);
    clock.shift(60_000);
    expect((await anna.browser.get(path)).status).toBe(410);
  });

  it('opens one brand where two race with it', async () => {
    const { path } = await invited();
    const people = [new Newcomer(world), new Newcomer(world)];
    for (const [number, person] of people.entries()) {
      await person.browser.get(path);
      await person.arrive({ email: `race${number}@atelier.example` });
    }
    const answers = await Promise.all(
      people.map((person, number) => person.openBrand({ slug: `race-${number}` })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 403]);
    expect(await world.database.query(`SELECT FROM brands WHERE slug LIKE 'race-%'`)).toHaveLength(1);
  });

  it('is void once a new one was sent', async () => {
    const { email, path } = await invited();
    await world.running.app.get(InviteBrand).run({ accountId: operatorId, email, locale: 'en' });
    for (;;) {
      const next = await link(email);
      if (next !== path) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect((await new Newcomer(world).browser.get(path)).status).toBe(410);
  });

  it.each([
    '/sign-up?invitation=',
    '/sign-up?invitation=x',
    `/sign-up?invitation=${'a'.repeat(32)}`,
    '/sign-up?invitation[]=a',
  ])('is not %s', async (path) => {
    expect((await new Newcomer(world).browser.get(path)).status).toBeGreaterThanOrEqual(403);
  });
});
