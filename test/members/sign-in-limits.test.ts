import { jest } from '@jest/globals';
import { SignIn, type SignedIn } from '../../src/members/sign-in/sign-in.js';
import { DeskWorld, PASSWORD, type DeskBrand } from '../desk/world.js';

/** Wrong passwords of one address in fifteen minutes, and of one account from all of them in an hour. */
const MOST_WRONG = 100;
const MINUTE = 60_000;

describe('how many wrong passwords are tried', () => {
  let world: DeskWorld;
  let brand: DeskBrand;

  beforeAll(async () => {
    world = await DeskWorld.start();
    brand = await world.brand('lumiere');
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  afterAll(() => world?.close());

  /** The time of which windows are made is further on by so many minutes. */
  const later = (minutes: number) => {
    jest.restoreAllMocks();
    const now = performance.now.bind(performance);
    jest.spyOn(performance, 'now').mockImplementation(() => now() + minutes * MINUTE);
  };

  const tried = (email: string, password: string, address: string): Promise<SignedIn | null> =>
    world.running.app.get(SignIn).run({ email, password, address, device: null });
  const all = (count: number, one: (at: number) => Promise<unknown>) =>
    Promise.all(Array.from({ length: count }, (_, at) => one(at)));

  it('from one address: a hundred, whichever accounts they are for, and nobody elsewhere waits', async () => {
    const { email } = await brand.member('Ines');
    await all(MOST_WRONG - 1, (at) => tried(`nobody${at}@nowhere.test`, 'wrong', '198.51.100.7'));
    expect(await tried(email, PASSWORD, '198.51.100.7')).toMatchObject({ needsCode: false });
    expect(await tried('nobody@nowhere.test', 'wrong', '198.51.100.7')).toBeNull();
    await expect(tried(email, PASSWORD, '198.51.100.7')).rejects.toMatchObject({ kind: 'too_many' });
    expect(await tried(email, PASSWORD, '198.51.100.8')).toMatchObject({ needsCode: false });
  });

  it('for one account from everywhere: a hundred before a code is asked, and right ones count for nothing', async () => {
    const { email } = await brand.member('Sam');
    await all(MOST_WRONG - 1, (at) => tried(email, 'wrong', `10.2.${at}.1`));
    for (const address of ['198.51.100.9', '198.51.100.10'])
      expect(await tried(email, PASSWORD, address)).toMatchObject({ needsCode: false });
    expect(await tried(email, 'wrong', '198.51.100.11')).toBeNull();
    expect(await tried(email, PASSWORD, '198.51.100.12')).toMatchObject({ needsCode: true });
    expect(await tried(email, PASSWORD, '198.51.100.13')).toMatchObject({ needsCode: true });
  });

  it('from one address: for a quarter of an hour', async () => {
    const { email } = await brand.member('Uwe');
    await all(MOST_WRONG, (at) => tried(`nobody${at}@nowhere.test`, 'wrong', '198.51.100.20'));
    later(14.5);
    await expect(tried(email, PASSWORD, '198.51.100.20')).rejects.toMatchObject({ kind: 'too_many' });
    later(15);
    expect(await tried(email, PASSWORD, '198.51.100.20')).toMatchObject({ needsCode: false });
  });

  it('from one address for one account: for a quarter of an hour', async () => {
    const { email } = await brand.member('Tim');
    await all(10, () => tried(email, 'wrong', '198.51.100.21'));
    later(14.5);
    await expect(tried(email, PASSWORD, '198.51.100.21')).rejects.toMatchObject({ kind: 'too_many' });
    later(15);
    expect(await tried(email, PASSWORD, '198.51.100.21')).toMatchObject({ needsCode: false });
  });

  it('for one account from everywhere: a code is asked for an hour', async () => {
    const { email } = await brand.member('Ula');
    await all(MOST_WRONG, (at) => tried(email, 'wrong', `10.3.${at}.1`));
    later(59.5);
    expect(await tried(email, PASSWORD, '198.51.100.22')).toMatchObject({ needsCode: true });
    later(60);
    expect(await tried(email, PASSWORD, '198.51.100.23')).toMatchObject({ needsCode: false });
  });
});
