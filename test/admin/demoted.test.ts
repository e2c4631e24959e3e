import { AdminWorld, type Browser, type TestBrand, type TestMember } from './world.js';

let world: AdminWorld;
let brand: TestBrand;
let member: TestMember;
let browser: Browser;

beforeAll(async () => {
  world = await AdminWorld.start();
  brand = await world.brand('lumiere', 'fr');
  member = await brand.member('Odile', 'admin');
  browser = await member.browser('fr');
  await browser.get(`${brand.admin}/rules/new`).expect(200);
  await world.database.query(`UPDATE members SET role = 'agent' WHERE id = $1`, [member.id]);
});

afterAll(() => world?.close());

it('says that an act of a role that is gone was refused, and leads to the desk', async () => {
  const refused = await browser.post(`${brand.admin}/tags/new`, { name: 'Urgent' });
  expect(refused.status).toBe(403);
  expect(refused.text).toContain('Vous n’avez plus accès');
  expect(refused.text).toContain('rien n’a été enregistré');
  expect(refused.text).toContain('href="/b/lumiere/desk"');
});

it('leads the page whose part was refused to where that is said', async () => {
  const url = `${world.running.url}${brand.admin}/rules/new`;
  const refused = await browser.fragment(`${brand.admin}/rules/${member.id}/draft`, { act: 'try' }, url);
  expect(refused.status).toBe(403);
  expect(refused.headers['hx-redirect']).toBe(`${brand.admin}/rules/new?refused`);
  const { text } = await browser.get(`${brand.admin}/rules/new?refused`).expect(403);
  expect(text).toContain('Vous n’avez plus accès');
});

it('leads nowhere else, whatever page the request names', async () => {
  for (const url of ['https://evil.example/', 'javascript:alert(1)', 'http://x/\\evil.example', '']) {
    const refused = await browser.fragment(`${brand.admin}/rules/${member.id}/draft`, {}, url);
    expect(refused.headers['hx-redirect'] ?? '/?refused').toBe('/?refused');
    expect(refused.text).toContain('Vous n’avez pas les droits nécessaires.');
  }
});

it('says so to whoever opens a page as well', async () => {
  const { text } = await browser.get(`${brand.admin}/rules`).expect(403);
  expect(text).toContain('Vous n’avez pas accès à cette page');
  expect(text).toContain('href="/b/lumiere/desk"');
});
