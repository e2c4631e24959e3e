import { messengerOf, openStage, type Stage } from '../../support/stage.js';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const unless = (origin: string) =>
  stage.database.query('UPDATE sites SET origins = array_remove(origins, $1)', [origin]);

it('vanishes from a page whose origin is removed, and knows the visitor again once it is back', async () => {
  const { page } = await stage.chromium.person();
  const { origin } = new URL(stage.shopUrl('fjord'));
  await page.goto(stage.shopUrl('fjord'));
  await page.getByRole('button', { name: 'Chat with us' }).click();
  await messengerOf(page).getByRole('button', { name: 'Accept' }).click();
  await messengerOf(page).getByRole('textbox', { name: 'Your message' }).waitFor();
  const kept = () =>
    page.evaluate(() => Object.entries(localStorage).find(([key]) => key.endsWith(':token')));
  const token = await kept();
  expect(token).toBeDefined();

  await unless(origin);
  await page.locator('iframe').waitFor({ state: 'detached', timeout: 2000 });
  const again: string[] = [];
  page.on('websocket', (socket) => again.push(socket.url()));
  await page.waitForTimeout(3000);
  expect(again).toEqual([]);
  expect(await page.locator('button.launcher').isVisible()).toBe(false);

  await stage.database.query('UPDATE sites SET origins = origins || $1::text', [origin]);
  await page.reload();
  await messengerOf(page).getByRole('textbox', { name: 'Your message' }).waitFor();
  expect(await kept()).toEqual(token);
});
