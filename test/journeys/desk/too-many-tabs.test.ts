import { signedIn } from '../../support/people.js';
import { openStage, type Stage } from '../../support/stage.js';
import { connectedTo, memberSocket } from '../../support/talker.js';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

it('tells the oldest of very many tabs that it is paused, and gives it back on demand', async () => {
  const { page } = await stage.member('maya@fjord.test');
  await page.goto(`${stage.url}/b/fjord/desk`);
  await page.getByRole('button', { name: 'Available' }).click();
  const browser = await signedIn(stage.url, 'maya@fjord.test');
  const others = Array.from({ length: 30 }, () => memberSocket(browser, 'fjord'));
  await Promise.all(others.map(connectedTo));
  const alert = page.getByRole('alert').filter({ hasText: 'Open in too many tabs' });
  await alert.waitFor();
  expect(await page.getByText('Offline. Reconnecting').isVisible()).toBe(false);
  await alert.getByRole('button', { name: 'Use this tab' }).click();
  await alert.waitFor({ state: 'hidden' });
  await page.waitForTimeout(1500);
  expect(await page.getByText('Offline. Reconnecting').isVisible()).toBe(false);
  expect(others.filter(({ connected }) => connected)).toHaveLength(29);
  for (const socket of others) socket.disconnect();
});
