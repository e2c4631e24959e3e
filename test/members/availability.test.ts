import { Clock } from '../../src/kernel/index.js';
import {
  ask,
  DeskWorld,
  heard,
  until,
  type DeskBrand,
  type DeskMember,
  type MemberBrowser,
} from '../desk/world.js';

describe('availability', () => {
  let world: DeskWorld;
  let brand: DeskBrand;

  beforeAll(async () => {
    world = await DeskWorld.start();
    brand = await world.brand('lumiere');
  });

  afterEach(() => world.running.app.get(Clock).release());
  afterAll(() => world.close());

  it('holds what was chosen as soon as a desk is live', async () => {
    const lea = await brand.member('Lea');
    expect(await stateOf(lea)).toBe('offline');
    await (await world.signIn(lea.email)).connect('lumiere');
    expect(await stateOf(lea)).toBe('available');
  });

  it('shows a change on every desk the member has open', async () => {
    const ines = await brand.member('Ines');
    const browser = await world.signIn(ines.email);
    const [one, other] = [await browser.connect('lumiere'), await browser.connect('lumiere')];
    const shown = heard(other, 'availability');
    expect(await ask(one, 'availability', { state: 'away' })).toEqual({ ok: true });
    expect(await shown).toEqual({ state: 'away', chosenState: 'away' });
    expect(await stateOf(ines)).toBe('away');
  });

  it('ends a minute after the last desk is gone, and comes back as it was', async () => {
    const tom = await brand.member('Tom');
    const browser = await world.signIn(tom.email);
    const [one, other] = [await browser.connect('lumiere'), await browser.connect('lumiere')];
    await ask(one, 'availability', { state: 'away' });
    one.disconnect();
    world.running.app.get(Clock).shift(61_000);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await stateOf(tom)).toBe('away');

    other.disconnect();
    await until(() => isPlanned(tom));
    expect(await stateOf(tom)).toBe('away');
    world.running.app.get(Clock).shift(61_000);
    await until(async () => (await stateOf(tom)) === 'offline');

    await browser.connect('lumiere');
    expect(await stateOf(tom)).toBe('away');
  });

  it('outlives a desk that is back within the minute', async () => {
    const zoe = await brand.member('Zoe');
    const browser = await world.signIn(zoe.email);
    (await browser.connect('lumiere')).disconnect();
    await until(() => isPlanned(zoe));
    await browser.connect('lumiere');
    world.running.app.get(Clock).shift(61_000);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await stateOf(zoe)).toBe('available');
  });

  it('ends within seconds of a sign-out, unless the member is signed in elsewhere', async () => {
    const [eva, ida] = [await brand.member('Eva'), await brand.member('Ida')];
    const signOut = async (browser: MemberBrowser) => browser.post('/sign-out', {}, brand.desk);
    const browser = await world.signIn(eva.email);
    await browser.connect('lumiere');
    const [one, other] = [await world.signIn(ida.email), await world.signIn(ida.email)];
    await one.connect('lumiere');
    await other.connect('lumiere');
    await Promise.all([signOut(browser), signOut(one)]);
    await until(async () => (await stateOf(eva)) === 'offline');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await stateOf(ida)).toBe('available');
  });

  async function stateOf({ id }: DeskMember): Promise<string | undefined> {
    const [row] = await world.database.query<{ state: string }>('SELECT state FROM members WHERE id = $1', [
      id,
    ]);
    return row?.state;
  }

  async function isPlanned({ id }: DeskMember): Promise<boolean> {
    const rows = await world.database.query(`SELECT FROM jobs WHERE key = $1 AND state = 'due'`, [id]);
    return rows.length > 0;
  }
});
