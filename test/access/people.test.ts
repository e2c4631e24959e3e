import { BrandAccess } from '../../src/brands/brand.access.js';
import { newId, type MemberActor } from '../../src/kernel/index.js';
import { AccountAccess } from '../../src/members/account.access.js';
import { MemberAccess } from '../../src/members/member.access.js';
import { StandingQueries } from '../../src/members/standing.queries.js';
import { refusalOf } from '../rights/fakes.js';
import type { BrandRows } from '../conversations/rows.js';
import { startLoaders, type Loaders } from './world.js';

const NOT_FOUND = 'not_found not_found';

let world: Loaders;
let other: BrandRows;
let lea: MemberActor;
let stranger: MemberActor;

beforeAll(async () => {
  world = await startLoaders();
  other = await world.neighbour();
  stranger = await other.member('Stranger', 'admin');
  lea = await world.member('Léa');
});
afterAll(() => world?.close());

const set: Loaders['set'] = (...change) => world.set(...change);
const join = ({ accountId, brandId, id }: MemberActor) =>
  world.database.query('INSERT INTO memberships (account_id, brand_id, member_id) VALUES ($1, $2, $3)', [
    accountId,
    brandId,
    id,
  ]);

describe('members', () => {
  const found = (id: string) => refusalOf(new MemberAccess(world.unitOfWork).member(lea, id));

  it('are found by colleagues, with all that is shown of them', async () => {
    await set('members', lea.id, `picture = '/lea.png', chosen_state = 'away'`);
    expect(await new MemberAccess(world.unitOfWork).member(lea, lea.id)).toEqual({
      id: lea.id,
      accountId: lea.accountId,
      role: 'agent',
      kind: 'staff',
      status: 'active',
      name: 'Léa',
      slug: lea.id,
      picture: '/lea.png',
      capacity: 3,
      chosenState: 'away',
      state: 'offline',
    });
  });

  it('are none where they were removed or are of another brand; who is suspended is one', async () => {
    const tom = await world.member('Tom');
    await set('members', tom.id, `status = 'suspended'`);
    expect(await found(tom.id)).toBeNull();
    await set('members', tom.id, `status = 'removed'`);
    expect([await found(tom.id), await found(stranger.id), await found(newId())]).toEqual([
      NOT_FOUND,
      NOT_FOUND,
      NOT_FOUND,
    ]);
  });

  it('are listed by name, whatever its case, each with its address; of the same name the older one first', async () => {
    const brand = await world.neighbour();
    const [second, zoe, third, gone] = [
      await brand.member('x'),
      await brand.member('Zoé'),
      await brand.member('bob'),
      await brand.member('Gone'),
    ];
    const first = await brand.member('Adam');
    await set('members', second.id, `name = 'bob'`);
    await set('members', gone.id, `status = 'removed'`);
    await set('members', first.id, `status = 'suspended'`);
    const all = await new MemberAccess(world.unitOfWork).all(zoe);
    expect(all.map(({ id, email }) => [id, email])).toEqual(
      [first, second, third, zoe].map(({ id, accountId }) => [id, `${accountId}@test`]),
    );
    expect(all.map(({ name, status }) => [name, status])).toEqual([
      ['Adam', 'suspended'],
      ['bob', 'active'],
      ['bob', 'active'],
      ['Zoé', 'active'],
    ]);
  });
});

describe('an account', () => {
  const accounts = () => new AccountAccess(world.statements);
  const FACTS = { name: 'Léa', locale: 'fr', timeZone: 'Europe/Paris' };

  beforeAll(() =>
    set(
      'accounts',
      lea.accountId,
      `email = 'Lea@Lumiere.test', password_hash = 'hash', locale = 'fr', time_zone = 'Europe/Paris'`,
    ),
  );

  it('is found by its id', async () => {
    const account = { id: lea.accountId, email: 'Lea@Lumiere.test', ...FACTS };
    expect(await accounts().account(lea.accountId)).toEqual(account);
    expect(await refusalOf(accounts().account(newId()))).toBe(NOT_FOUND);
  });

  it('is found by its address in any spelling, with what its password is checked by', async () => {
    const account = { id: lea.accountId, email: 'Lea@Lumiere.test', ...FACTS, passwordHash: 'hash' };
    for (const email of ['lea@lumiere.test', ' LEA@lumiere.TEST '])
      expect(await accounts().withPassword(email)).toEqual(account);
    expect(await accounts().withPassword('nobody@lumiere.test')).toBeNull();
    expect(await accounts().passwordHash(lea.accountId)).toBe('hash');
    expect(await accounts().passwordHash(newId())).toBeNull();
  });

  it('is a member of the brands in which it is active, by their names', async () => {
    const brand = await world.neighbour();
    await set('brands', world.brandId, `name = 'lumière'`);
    await set('brands', brand.brandId, `name = 'Fjord'`);
    const [there, suspended] = [await brand.member('Léa'), await other.member('Léa')];
    for (const { id } of [there, suspended])
      await set('members', id, `account_id = '${lea.accountId}', role = 'manager'`);
    await set('members', suspended.id, `status = 'suspended'`);
    for (const member of [lea, { ...there, accountId: lea.accountId }, stranger]) await join(member);
    await join({ ...suspended, accountId: lea.accountId });
    const slug = (id: string) => `brand-${id.slice(-12)}`;
    expect(await accounts().memberships(lea.accountId)).toEqual([
      {
        brandId: brand.brandId,
        memberId: there.id,
        slug: slug(brand.brandId),
        name: 'Fjord',
        role: 'manager',
      },
      { brandId: world.brandId, memberId: lea.id, slug: slug(world.brandId), name: 'lumière', role: 'agent' },
    ]);
  });
});

describe('what holds for sign-ins now', () => {
  let ada: MemberActor;
  const session = `session-${newId()}`;
  const groups: string[] = [];
  const of = (...sessions: Partial<{ sessionId: string; accountId: string; brandId: string }>[]) =>
    new StandingQueries(world.statements).of(
      sessions.map((each) => ({
        sessionId: session,
        accountId: ada.accountId,
        brandId: world.brandId,
        ...each,
      })),
    );

  beforeAll(async () => {
    ada = await world.member('Ada', 'manager');
    await join(ada);
    await world.database.query(`INSERT INTO sessions (sid, sess, expire) VALUES ($1, '{}', '2100-01-01')`, [
      session,
    ]);
    for (const at of [0, 1]) {
      groups[at] = newId();
      await world.database.query(
        `INSERT INTO groups (brand_id, id, name, created_at) VALUES ($1, $2, $2::uuid::text, '2026-01-01')`,
        [world.brandId, groups[at]],
      );
    }
    for (const id of [...groups].reverse())
      await world.database.query(
        'INSERT INTO group_members (brand_id, group_id, member_id) VALUES ($1, $2, $3)',
        [world.brandId, id, ada.id],
      );
  });

  it('is told in the order in which they were asked for; of a brand that is gone nothing', async () => {
    const standings = await of(
      { brandId: newId() },
      {},
      { sessionId: 'gone' },
      { accountId: newId() },
      { brandId: other.brandId },
    );
    expect(standings[0]).toBeUndefined();
    expect(standings[1]).toMatchObject({
      isSignedIn: true,
      brandState: 'active',
      status: 'active',
      role: 'manager',
      kind: 'staff',
      name: 'Ada',
      picture: null,
      capacity: 3,
      chosenState: 'available',
      state: 'offline',
      groups,
    });
    expect(standings.slice(2).map((each) => [each?.isSignedIn, each?.status])).toEqual([
      [false, 'active'],
      [true, null],
      [true, null],
    ]);
  });

  it('says who is suspended and who was removed, and whether the brand is', async () => {
    const tom = await world.member('Tom');
    await join(tom);
    const statusOf = async () => (await of({ accountId: tom.accountId }))[0]?.status;
    await set('members', tom.id, `status = 'suspended'`);
    expect(await statusOf()).toBe('suspended');
    await set('members', tom.id, `status = 'removed'`);
    expect(await statusOf()).toBeNull();
    await set('brands', world.brandId, `state = 'suspended'`);
    expect((await of({}))[0]?.brandState).toBe('suspended');
    await set('brands', world.brandId, `state = 'active'`);
  });
});

describe('a brand', () => {
  const brands = () => new BrandAccess(world.statements);

  it('is found by its id and by its address', async () => {
    const slug = `brand-${other.brandId.slice(-12)}`;
    const brand = {
      id: other.brandId,
      slug,
      name: 'A brand',
      defaultLocale: 'fr',
      timeZone: 'Europe/Paris',
      state: 'active',
    };
    expect(await brands().brand(other.brandId)).toEqual(brand);
    expect(await brands().bySlug(slug)).toEqual(brand);
    expect(await refusalOf(brands().brand(newId()))).toBe(NOT_FOUND);
    expect(await refusalOf(brands().bySlug('nobody'))).toBe(NOT_FOUND);
  });

  it('serves visitors unless it is suspended or none', async () => {
    const { brandId } = await world.neighbour();
    expect(await brands().isActive(brandId)).toBe(true);
    await set('brands', brandId, `state = 'suspended'`);
    expect([await brands().isActive(brandId), await brands().isActive(newId())]).toEqual([false, false]);
  });

  it('stands in the list of the first four that are active', async () => {
    const more = [await world.neighbour(), await world.neighbour(), await world.neighbour()];
    await set('brands', world.brandId, `time_zone = 'UTC'`);
    const ids = (await world.database.query<{ id: string }>('SELECT id FROM brands')).map(({ id }) => id);
    await set('brands', more[0].brandId, `state = 'suspended'`);
    const suspended = await world.database.query<{ id: string }>(
      `SELECT id FROM brands WHERE state = 'suspended'`,
    );
    const active = ids.filter((id) => !suspended.some((each) => each.id === id)).sort();
    expect((await brands().active()).map(({ id, state }) => [id, state])).toEqual(
      active.slice(0, 4).map((id) => [id, 'active']),
    );
    for (const id of active.slice(1)) await set('brands', id, `state = 'suspended'`);
    expect((await brands().active()).map(({ id }) => id)).toEqual([active[0]]);
    for (const id of active.slice(1)) await set('brands', id, `state = 'active'`);
  });
});
