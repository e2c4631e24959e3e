import { AdminWorld, type Browser, type TestBrand } from './world.js';

let world: AdminWorld;
let brand: TestBrand;
let browser: Browser;

beforeAll(async () => {
  world = await AdminWorld.start();
  brand = await world.brand('lumiere', 'fr');
  browser = await (await brand.member('Odile', 'admin')).browser('fr');
  await browser.get(`${brand.admin}/tags/new`).expect(200);
});

afterAll(() => world?.close());

it('says of a form that was sent after the session ended that its page has expired, not that the role has changed', async () => {
  await world.database.query('DELETE FROM sessions');
  await new Promise((resolve) => setTimeout(resolve, 600));
  const refused = await browser.post(`${brand.admin}/tags/new`, { name: 'Urgent' });
  expect(refused.status).toBe(403);
  expect(refused.text).toContain('Cette page a expiré');
  expect(refused.text).not.toContain('Votre rôle');
});
