import { newId } from '../../src/kernel/index.js';
import { AdminWorld, type Browser, type TestBrand, type TestMember } from './world.js';

let world: AdminWorld;
let ours: TestBrand;
let manager: TestMember;
let mona: Browser;

beforeAll(async () => {
  world = await AdminWorld.start();
  ours = await world.brand('lamps', 'fr');
  manager = await ours.member('Mona', 'manager');
  mona = await manager.browser('en');
});

afterAll(() => world.close());

/** Somebody whom Mona blocked so many minutes ago. */
async function blocked(name: string | null, minutesAgo: number): Promise<string> {
  const id = newId();
  await world.database.query(
    `INSERT INTO visitors (brand_id, id, site_id, name, locale, created_at, last_seen_at, blocked_at, blocked_by)
     VALUES ($1, $2, $3, $4, 'fr', now(), now(), date_trunc('milliseconds', now()) - make_interval(mins => $5), $6)`,
    [ours.id, id, ours.siteId, name, minutesAgo, manager.id],
  );
  return id;
}

const page = () => `${ours.admin}/blocked`;
const names = (text: string) => [...text.matchAll(/aria-label="Unblock ([^"]+)"/g)].map(([, name]) => name);

it('says so where nobody is blocked, and is the business of managers', async () => {
  expect((await mona.get(page()).expect(200)).text).toContain('No blocked visitors');
  const lea = await (await ours.member('Lea', 'agent')).browser();
  await lea.get(page()).expect(403);
  const stranger = await (await (await world.brand('tents', 'en')).member('Sam', 'admin')).browser();
  await stranger.get(page()).expect(404);
});

it('shows whom, since when and by whom, newest first, a page at a time', async () => {
  for (let at = 1; at <= 53; at += 1) await blocked(`Visitor ${at}`, at);
  const first = await mona.get(page()).expect(200);
  expect(names(first.text)).toEqual(Array.from({ length: 50 }, (_, at) => `Visitor ${at + 1}`));
  expect(first.text.match(/<td class="wide">Mona<\/td>/g)).toHaveLength(50);
  const [, older] = /href="([^"]+)">Older/.exec(first.text) ?? [];
  const second = await mona.get(older.replaceAll('&#x3D;', '=')).expect(200);
  expect(names(second.text)).toEqual(['Visitor 51', 'Visitor 52', 'Visitor 53']);
  await mona.get(`${page()}?after=nonsense`).expect(200);
});

it('marks a name that only the page has said', async () => {
  const id = await blocked('Said Only', 0);
  const row = async () => /<tr>[^]*?Said Only[^]*?<\/tr>/.exec((await mona.get(page())).text)?.[0] ?? '';
  expect(await row()).not.toContain('Unverified');
  await world.database.query(`UPDATE visitors SET unverified = '{name}' WHERE id = $1`, [id]);
  expect(await row()).toContain('Unverified');
});

it('lets somebody in again, once, and keeps who did it', async () => {
  const id = await blocked(null, 0);
  await mona.get(page());
  const answer = await mona.post(`${page()}/${id}/unblocking`, {});
  expect([answer.status, answer.headers.location]).toEqual([303, `${page()}?done=unblocked`]);
  expect((await mona.get(`${page()}?done=unblocked`)).text).toContain('Visitor unblocked.');
  await mona.post(`${page()}/${id}/unblocking`, {});
  expect(await world.audit(ours.id, 'visitor.unblocked')).toMatchObject([
    { actor_id: manager.id, subject_id: id },
  ]);
  expect((await mona.post(`${page()}/${newId()}/unblocking`, {})).status).toBe(404);
});

it('is only read while the brand is suspended', async () => {
  const id = await blocked('Late', 0);
  await world.database.query(`UPDATE brands SET state = 'suspended' WHERE id = $1`, [ours.id]);
  const { text } = await mona.get(page()).expect(200);
  expect(text).toContain('This brand is suspended');
  expect(text).toContain('Late');
  expect(names(text)).toEqual([]);
  expect((await mona.post(`${page()}/${id}/unblocking`, {})).status).toBe(403);
});
