import { newId, type MemberActor } from '../../src/kernel/index.js';
import { SiteAccess } from '../../src/sites/site.access.js';
import { siteKey } from '../../src/sites/site-key.js';
import { refusalOf } from '../rights/fakes.js';
import type { BrandRows } from '../conversations/rows.js';
import { startLoaders, type Loaders } from './world.js';

const NOT_FOUND = 'not_found not_found';
const SHOP = 'https://shop.example';

let world: Loaders;
let other: BrandRows;
let lea: MemberActor;
/** What a page of the site is told. */
let site: object;

beforeAll(async () => {
  world = await startLoaders();
  other = await world.neighbour();
  lea = await world.member('Léa');
  await set(
    'sites',
    world.siteId,
    `home_url = '${SHOP}', origins = ARRAY['${SHOP}'], fixed_locale = 'de', logo = '/logo.png', jwt_audience = 'us',
     jwt_issuer = 'shop'`,
  );
  site = {
    brandId: world.brandId,
    id: world.siteId,
    key: siteKey(world.brandId, world.siteId),
    name: 'Shop',
    homeUrl: SHOP,
    origins: [SHOP],
    defaultLocale: 'fr',
    fixedLocale: 'de',
    colour: '#336699',
    logo: '/logo.png',
    position: 'end',
    fileTypes: ['image/png', 'image/jpeg', 'application/pdf'],
    jwtAudience: 'us',
    jwtIssuer: 'shop',
  };
});
afterAll(() => world?.close());

const set: Loaders['set'] = (...change) => world.set(...change);
const access = () => new SiteAccess(world.unitOfWork, world.statements);

it('is found by members of its brand alone', async () => {
  expect(await access().site(lea, world.siteId)).toEqual(site);
  for (const id of [other.siteId, newId()]) expect(await refusalOf(access().site(lea, id))).toBe(NOT_FOUND);
});

it('stands among those of its brand in the order in which they were made', async () => {
  expect(await access().sites(lea)).toEqual([site]);
  const { brandId, siteId } = await world.neighbour();
  const manager: MemberActor = { ...lea, brandId };
  const copy = async (createdAt: string) => {
    const id = newId();
    await world.database.query(
      `INSERT INTO sites SELECT (jsonb_populate_record(s, jsonb_build_object('id', $2::text, 'created_at', $3::text))).*
       FROM sites s WHERE s.id = $1`,
      [siteId, id, createdAt],
    );
    return id;
  };
  const [older, twin] = [await copy('2025-01-01T00:00:00Z'), await copy('2026-01-01T00:00:00Z')];
  await set('sites', siteId, `name = 'First'`);
  expect((await access().sites(manager)).map(({ id }) => id)).toEqual([older, siteId, twin]);
});

it('is what its key names, open while its brand is active', async () => {
  const { brandId, siteId } = world;
  const shown = { ...site, brandName: 'A brand', brandLocale: 'fr', open: true };
  expect(await access().byKey(siteKey(brandId, siteId))).toEqual(shown);
  await set('brands', brandId, `state = 'suspended'`);
  expect(await access().byKey(siteKey(brandId, siteId))).toEqual({ ...shown, open: false });
  await set('brands', brandId, `state = 'active'`);
});

it('is none where a key is not one of ours, or mixes two brands', async () => {
  const { brandId, siteId } = world;
  const keys = ['', 'nothing', undefined, siteKey(newId(), siteId), siteKey(brandId, newId())];
  for (const key of [...keys, siteKey(other.brandId, siteId), siteKey(brandId, other.siteId)])
    expect(await refusalOf(access().byKey(key))).toBe(NOT_FOUND);
});

it('tells which pages nobody would be let in from any more', async () => {
  const { brandId, siteId } = world;
  const open = [
    { brandId, siteId, origin: SHOP },
    { brandId, siteId, origin: null },
    { brandId: other.brandId, siteId: other.siteId, origin: null },
  ];
  const closed = [
    { brandId, siteId, origin: 'https://elsewhere.example' },
    { brandId, siteId: newId(), origin: null },
    { brandId: newId(), siteId, origin: null },
    { brandId, siteId: other.siteId, origin: null },
  ];
  const closedOf = async (pages: typeof open) => new Set(await access().closed(pages));
  expect(await closedOf([open[0], closed[0], open[1], ...closed.slice(1), open[2]])).toEqual(new Set(closed));
  expect(await closedOf([])).toEqual(new Set());
  await set('brands', brandId, `state = 'suspended'`);
  expect(await closedOf(open)).toEqual(new Set(open.slice(0, 2)));
  await set('brands', brandId, `state = 'active'`);
});
