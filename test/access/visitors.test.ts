import { newId, Clock, type MemberActor, type VisitorActor } from '../../src/kernel/index.js';
import { VisitorAccess, visitorActor } from '../../src/visitors/visitor.access.js';
import { VisitorBlocks } from '../../src/visitors/visitor-blocks.js';
import { refusalOf } from '../rights/fakes.js';
import type { BrandRows } from '../conversations/rows.js';
import { startLoaders, type Loaders } from './world.js';

const NOT_FOUND = 'not_found not_found';
const LONG = new Date('2026-01-01T00:00:00Z');

let world: Loaders;
let other: BrandRows;
let lea: MemberActor;
let ada: VisitorActor;
let stranger: VisitorActor;

beforeAll(async () => {
  world = await startLoaders();
  other = await world.neighbour();
  stranger = await other.visitor({ name: 'Stranger' });
});
afterAll(() => world?.close());
beforeEach(async () => {
  lea = await world.member('Léa');
  ada = await world.visitor({ name: 'Ada' });
});

const set = (id: string, change: string) => world.set('visitors', id, change);

describe('a visitor', () => {
  const found = (id: string) => refusalOf(new VisitorAccess(world.unitOfWork).visitor(lea, id));

  it('is found by members of the brand, with all that is shown of them', async () => {
    await set(
      ada.id,
      `external_id = 'ada', email = 'ada@example.test', phone = '1', device = 'phone', browser = 'Safari',
       attributes = '{"vip": true}', history_hidden_at = '2026-01-01T00:00:00Z', blocked_at = '2026-01-01T00:00:00Z'`,
    );
    expect(await new VisitorAccess(world.unitOfWork).visitor(lea, ada.id)).toEqual({
      id: ada.id,
      siteId: world.siteId,
      externalId: 'ada',
      name: 'Ada',
      email: 'ada@example.test',
      phone: '1',
      locale: 'fr',
      device: 'phone',
      browser: 'Safari',
      attributes: { vip: true },
      emailNotifications: true,
      historyHiddenAt: LONG,
      blockedAt: LONG,
      createdAt: LONG,
      lastSeenAt: LONG,
    });
  });

  it('of another brand is none', async () => {
    expect([await found(ada.id), await found(stranger.id), await found(newId())]).toEqual([
      null,
      NOT_FOUND,
      NOT_FOUND,
    ]);
  });
});

describe('whom a browser stands for', () => {
  const ref = (browser: VisitorActor) => ({
    brandId: world.brandId,
    siteId: world.siteId,
    browserId: browser.id,
  });
  const present = (browser: VisitorActor, change = {}) =>
    new VisitorAccess(world.unitOfWork).present({ ...ref(browser), ...change });
  const addressee = (browser: VisitorActor) => new VisitorAccess(world.unitOfWork).addressee(ref(browser));

  it('is itself, or the customer whom it was merged into, whose conversations it shows once it was rejoined', async () => {
    expect(await present(ada)).toMatchObject({ id: ada.id, browserId: ada.id, name: 'Ada', joined: true });
    const phone = await world.visitor({ mergedInto: ada.id });
    const shown = { id: ada.id, browserId: phone.id, name: 'Ada' };
    expect(await present(phone)).toMatchObject({ ...shown, joined: false });
    await set(phone.id, 'rejoined_at = created_at');
    expect(await present(phone)).toMatchObject({ ...shown, joined: true });
    expect(await addressee(phone)).toMatchObject({ ...shown, joined: true });
  });

  it('is nobody where the site has said that its customer has gone from there; answers still find them', async () => {
    await set(ada.id, 'ended_at = created_at');
    expect(await present(ada)).toBeNull();
    expect(await addressee(ada)).toMatchObject({ id: ada.id });
  });

  it('is told by the token that was given last: an earlier one finds nobody, nor does any where nobody is', async () => {
    const recognised = (browserId: string, renewals: number) =>
      new VisitorAccess(world.unitOfWork).recognise({ ...ref(ada), browserId, renewals });
    expect(await recognised(ada.id, 0)).toMatchObject({ id: ada.id, renewals: 0 });
    await set(ada.id, 'renewals = 2');
    expect(await recognised(ada.id, 2)).toMatchObject({ id: ada.id, browserId: ada.id, renewals: 2 });
    for (const renewals of [0, 1, 3]) expect(await recognised(ada.id, renewals)).toBeNull();
    expect(await recognised(newId(), 2)).toBeNull();
    await set(ada.id, 'ended_at = created_at');
    expect(await recognised(ada.id, 2)).toBeNull();
  });

  it('is nobody on another site, in another brand, or where no such browser is', async () => {
    expect(await present(ada, { siteId: other.siteId })).toBeNull();
    expect(await present(ada, { brandId: other.brandId })).toBeNull();
    expect(await present(stranger, { siteId: other.siteId })).toBeNull();
    expect(await present(ada, { browserId: newId() })).toBeNull();
  });

  it('is never somebody of another brand, even by the same id', async () => {
    await other.visitor({ id: ada.id, name: 'Twin' });
    const phone = await world.visitor({ mergedInto: ada.id });
    for (const moved of [phone, ada]) {
      expect(await present(phone)).toMatchObject({ name: 'Ada', siteId: world.siteId });
      await set(moved.id, `locale = 'en'`);
    }
    expect(await present(phone)).toMatchObject({ name: 'Ada', siteId: world.siteId });
  });

  it('acts by its own row', () => {
    const browser = { brandId: 'b', siteId: 's', browserId: 'v' };
    expect(visitorActor(browser, 'de')).toEqual({
      kind: 'visitor',
      brandId: 'b',
      siteId: 's',
      id: 'v',
      locale: 'de',
    });
  });
});

describe('a block', () => {
  beforeEach(() => world.database.query('UPDATE visitors SET blocked_at = NULL, blocked_by = NULL'));

  const blocks = () => new VisitorBlocks(world.unitOfWork, new Clock());
  const within = <T>(work: () => Promise<T>) => world.unitOfWork.run(world.brandId, work);
  const block = (id: string) => within(() => blocks().set(lea, id));
  const lift = (id: string) => within(() => blocks().lift(lea, id));
  const of = (id: string) => blocks().of(world.brandId, id);
  const blocked = async (brandId = world.brandId) =>
    (
      await world.database.query<{ id: string }>(
        'SELECT id FROM visitors WHERE brand_id = $1 AND blocked_at IS NOT NULL ORDER BY id',
        [brandId],
      )
    ).map(({ id }) => id);

  it('is of the person behind a browser, with who set it and when', async () => {
    const phone = await world.visitor({ mergedInto: ada.id });
    expect(await of(phone.id)).toEqual({ visitorId: ada.id, at: null, by: null });
    expect(await block(ada.id)).toBe(true);
    const by = { id: lea.id, name: 'Léa' };
    expect(await of(phone.id)).toEqual({ visitorId: ada.id, at: expect.any(Date), by });
    expect(await of(ada.id)).toEqual({ visitorId: ada.id, at: expect.any(Date), by });
  });

  it('is set once: the first one stays', async () => {
    await block(ada.id);
    const first = await of(ada.id);
    const tom = await world.member('Tom');
    expect(await within(() => blocks().set(tom, ada.id))).toBe(false);
    expect(await of(ada.id)).toEqual(first);
  });

  it('is set and lifted for nobody else', async () => {
    const eve = await world.visitor();
    await other.visitor({ id: ada.id, name: 'Twin' });
    await block(eve.id);
    await block(ada.id);
    expect(await blocked()).toEqual([ada.id, eve.id]);
    expect(await blocked(other.brandId)).toEqual([]);
    await world.database.query('UPDATE visitors SET blocked_at = created_at WHERE brand_id = $1', [
      other.brandId,
    ]);
    expect(await lift(ada.id)).toBe(true);
    expect(await blocked()).toEqual([eve.id]);
    expect(await blocked(other.brandId)).toContain(ada.id);
    expect(await lift(ada.id)).toBe(false);
  });

  it('is lifted from every browser that was merged, and leaves nothing of who set it', async () => {
    const phone = await world.visitor({ mergedInto: ada.id });
    await block(phone.id);
    await block(ada.id);
    expect(await lift(ada.id)).toBe(true);
    const rows = await world.database.query(
      'SELECT id, blocked_at, blocked_by FROM visitors WHERE id = ANY ($1) ORDER BY id',
      [[ada.id, phone.id]],
    );
    expect(rows).toEqual([ada, phone].map(({ id }) => ({ id, blocked_at: null, blocked_by: null })));
  });

  it('of nobody, or of another brand, is not found', async () => {
    for (const id of [newId(), stranger.id]) expect(await refusalOf(of(id))).toBe(NOT_FOUND);
  });

  it('holds for every browser of the person and for no other', async () => {
    const [phone, tablet] = [
      await world.visitor({ mergedInto: ada.id }),
      await world.visitor({ mergedInto: ada.id }),
    ];
    await world.visitor();
    await other.visitor({ id: ada.id, name: 'Twin' });
    const theirs = [ada, phone, tablet].map(({ id }) => id);
    for (const id of theirs)
      expect((await blocks().browsers(world.brandId, id)).sort()).toEqual([...theirs].sort());
    expect(await blocks().browsers(world.brandId, stranger.id)).toEqual([]);
  });
});
