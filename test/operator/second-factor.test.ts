import { startOperatorWorld, type OperatorWorld } from './world.js';

let world: OperatorWorld;

beforeAll(async () => {
  world = await startOperatorWorld({ NODE_ENV: 'production' });
});
afterAll(() => world?.close());

it('is demanded in production, by a page that leads to where it is set up', async () => {
  const { status, text } = await world.operator.get('/platform');
  expect(status).toBe(403);
  expect(text).toContain('href="/account/two-step"');
  expect(text).not.toContain('Maison');
  const { id } = world.database.brands.fjord;
  const act = await world.operator.post(`/platform/brands/${id}/suspension`, { reason: 'Mine' });
  expect(act.status).toBe(403);
  expect((await world.operator.get('/account/two-step')).status).toBe(200);
});
