import type { Person } from '../../support/chromium.js';
import { until } from '../../support/platform.js';
import { DemoWorld, hears } from '../world.js';

let world: DemoWorld;
let maya: Person;
let manager: Person;
let address: string;

beforeAll(async () => {
  world = await DemoWorld.start();
  const visitor = await world.visitor('/fjord/', { locale: 'en-GB' });
  await visitor.openAndAccept();
  maya = await world.member('maya@fjord.test');
  await maya.page.getByRole('button', { name: 'Available' }).click();
  await visitor.write('Is the blue tent in stock?');
  await maya.page.locator('#list-mine [data-item]').first().click();
  await maya.page.getByRole('textbox', { name: 'Your message' }).waitFor();
  address = new URL(maya.page.url()).pathname;
  manager = await world.member('manager@fjord.test');
});
afterAll(() => world?.stop());

it('shows two members that they look at the same conversation, and that one writes, until one leaves', async () => {
  await manager.page.goto(world.url + address);
  await manager.page.getByTitle('Maya is viewing this conversation.').waitFor();
  await maya.page.locator('.viewer').waitFor();
  const name = (await maya.page.locator('.viewer').getAttribute('title'))?.split(' ')[0] ?? '';
  await manager.page.getByRole('textbox', { name: 'Your note' }).pressSequentially('Let me see');
  await maya.page.getByTitle(`${name} is typing…`).waitFor();
  await manager.page.goto(`${world.url}/b/fjord/desk`);
  await maya.page.locator('.viewer').waitFor({ state: 'detached' });
});

it('reaches actions, conversations and pages by the palette, with the keyboard alone', async () => {
  const { page } = manager;
  const field = page.getByRole('combobox', { name: 'Search actions, conversations, pages…' });
  await page.keyboard.press('Control+k');
  await field.waitFor();
  await page.keyboard.type('blue tent');
  await page.getByRole('option', { name: /blue tent/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === address);
  await page.getByRole('textbox', { name: 'Your note' }).press('Control+k');
  await page.keyboard.type('notif');
  await page.getByRole('option', { name: /^Notifications/, selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Notifications' }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  expect(await page.getByRole('option').first().innerText()).toContain('Notifications');
  await page.keyboard.type('zzzzqqqq');
  await page.getByText('No results.').waitFor();
  await page.keyboard.press('Escape');
});

it('notifies once of each thing, however many tabs of the member stand behind other windows', async () => {
  const { context, page } = await world.member('oliver@fjord.test');
  await page.getByRole('button', { name: 'Available' }).click();
  const told: string[] = [];
  await context.exposeFunction('told', (title: string) => void told.push(title));
  await context.addInitScript(() => {
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
    const Recorded = class {
      static readonly permission = 'granted';
      onclick = null;
      constructor(title: string) {
        (window as unknown as { told(title: string): void }).told(title);
      }
    };
    Object.defineProperty(window, 'Notification', { value: Recorded });
  });
  const tabs = [page, await context.newPage()];
  for (const tab of tabs) {
    const greeted = hears(tab, '"hello"');
    await tab.goto(`${world.url}/b/fjord/desk`);
    await greeted;
  }
  const visitor = await world.visitor('/fjord/', { locale: 'en-GB' });
  await visitor.openAndAccept();
  await visitor.write('Is somebody there?');
  for (const tab of tabs) await tab.locator('.toast', { hasText: 'New conversation' }).waitFor();
  await until(() => told.length >= 1);
  for (const [place, text] of ['Hello?', 'Nobody?'].entries()) {
    await visitor.write(text);
    for (const tab of tabs) await tab.locator('#list-mine').getByText(text).waitFor();
    await until(() => told.length >= place + 2);
  }
  expect(told).toEqual(['New conversation: Visitor', 'Visitor wrote', 'Visitor wrote']);
});

it('turns each way of being told off, on every device of the member', async () => {
  const other = await world.member('maya@fjord.test');
  const open = async ({ page }: Person) => {
    await page.getByRole('button', { name: 'Notifications', exact: true }).click();
    await page.getByRole('dialog', { name: 'Notifications' }).waitFor();
  };
  await open(maya);
  await open(other);
  for (const name of [/^Sound/, /^Tab title/, /^Browser notifications/]) {
    expect(await other.page.getByRole('switch', { name }).isChecked()).toBe(true);
    await maya.page.getByRole('switch', { name }).click();
    await other.page.getByRole('switch', { name, checked: false }).waitFor();
  }
  await other.page.reload();
  await open(other);
  expect(await other.page.getByRole('switch', { checked: true }).count()).toBe(0);
});
