import type { Locator, Page } from 'playwright-core';
import type { Person } from '../../support/chromium.js';
import { closeAll, DemoWorld, type Visitor } from '../world.js';

let world: DemoWorld;
let visitor: Visitor;
let maya: Person;
let manager: Person;
let address: string;

beforeAll(async () => {
  world = await DemoWorld.start();
  visitor = await world.visitor('/fjord/', { locale: 'en-GB' });
  await visitor.openAndAccept();
  maya = await world.member('maya@fjord.test');
  await maya.page.getByRole('button', { name: 'Available' }).click();
  manager = await world.member('manager@fjord.test');
  await manager.page.getByRole('button', { name: 'Away' }).click();
  await visitor.write('Is the blue tent in stock?');
  await maya.page.locator('#list-mine [data-item]').first().click();
  await noteBox(maya.page).waitFor();
  address = new URL(maya.page.url()).pathname;
});
afterAll(() => world?.stop());

const noteBox = (page: Page) => page.getByRole('button', { name: 'Note', exact: true });
const thread = (page: Page) => page.getByRole('log');
const mentions = (page: Page) => page.getByRole('button', { name: /^Mentions/ });

/** Of the bubble and its words. */
function colours(entry: Locator): Promise<string[]> {
  return entry.locator('.bubble').evaluate((bubble) => {
    const { backgroundColor, color, boxShadow } = getComputedStyle(bubble);
    return [backgroundColor, color, boxShadow];
  });
}

/** Writes a note by keyboard alone. */
async function note(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

it('keeps what is begun as a message and as a note apart, also over a reload', async () => {
  const { page } = maya;
  await page.getByRole('textbox', { name: 'Your message' }).fill('Let me look');
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  const notes = page.getByRole('textbox', { name: 'Your note' });
  expect(await notes.inputValue()).toBe('');
  await notes.fill('Only two left');
  await page.reload();
  await noteBox(page).click();
  expect(await notes.inputValue()).toBe('Only two left');
  await page.getByRole('button', { name: 'Message', exact: true }).click();
  expect(await page.getByRole('textbox', { name: 'Your message' }).inputValue()).toBe('Let me look');
  await page.getByRole('textbox', { name: 'Your message' }).fill('');
  await noteBox(page).click();
  await notes.fill('');
});

it('mentions a member by keyboard, who is told, opens the conversation and whispers back', async () => {
  const name = await manager.page.locator('[data-desk]').evaluate(() => {
    const account = document.querySelector('.rail a[href="/account"]');
    return account?.getAttribute('aria-label')?.split(', ')[1] ?? '';
  });
  await maya.page.keyboard.press('Escape');
  await maya.page.keyboard.press('n');
  await maya.page.keyboard.type(`Can we order more, @${name.slice(0, 3).toLowerCase()}`);
  await maya.page.getByRole('option', { name }).waitFor();
  await maya.page.keyboard.press('Enter');
  await maya.page.keyboard.type('today?');
  await maya.page.keyboard.press('Enter');
  await thread(maya.page).getByText(`Can we order more, @${name} today?`).waitFor();

  await manager.page.getByRole('link', { name: 'Maya mentioned you' }).waitFor();
  await manager.page.getByRole('button', { name: 'Mentions, 1 unread' }).click();
  await manager.page.getByRole('dialog').getByRole('link', { name: /Maya/ }).click();
  await manager.page.getByText('Assigned to Maya.').waitFor();
  expect(new URL(manager.page.url()).pathname).toBe(address);
  await manager.page.getByRole('button', { name: 'Mentions', exact: true }).waitFor();
  await manager.page.getByRole('textbox', { name: 'Your note' }).fill('Yes, I have just done so');
  await manager.page.keyboard.press('Enter');
  await thread(maya.page).getByText('Yes, I have just done so').waitFor();
});

it('shows the visitor nothing of it: no note, no sign of writing, no gap', async () => {
  await maya.page.getByRole('button', { name: 'Message', exact: true }).click();
  await maya.page.getByRole('textbox', { name: 'Your message' }).fill('We order more today.');
  await maya.page.keyboard.press('Enter');
  await visitor.thread.getByText('We order more today.').waitFor();
  const numbers = await visitor.thread
    .locator('[data-seq]')
    .evaluateAll((all) => all.map((each) => Number(each.getAttribute('data-seq'))));
  expect(numbers).toEqual(numbers.map((_, place) => place + 1));
  await visitor.page.reload();
  await visitor.thread.getByText('We order more today.').waitFor();
  expect(await visitor.thread.innerText()).not.toMatch(/order more, @|just done so/);
});

it('says where nobody of the name may read the conversation', async () => {
  await maya.page.keyboard.press('Escape');
  await maya.page.keyboard.press('n');
  await maya.page.keyboard.type('Ask @zzz');
  const nobody = maya.page.getByText('No member with this name can read this conversation.');
  await nobody.waitFor();
  const place = await nobody.boundingBox();
  expect(place?.height).toBeGreaterThan(20);
  for (let typed = 0; typed < 8; typed += 1) await maya.page.keyboard.press('Backspace');
  await nobody.waitFor({ state: 'detached' });
});

it('leaves who goes through the mentions where they are while another comes', async () => {
  await mentions(manager.page).click();
  const links = manager.page.getByRole('dialog').getByRole('link');
  const first = await links.first().elementHandle();
  const many = await links.count();
  await first?.focus();
  await maya.page.keyboard.press('Escape');
  await maya.page.keyboard.press('n');
  await maya.page.keyboard.type('Once more @');
  await maya.page.getByRole('option').last().click();
  await maya.page.keyboard.press('Enter');
  await links.nth(many).waitFor();
  expect(await first?.evaluate((link) => link === document.activeElement)).toBe(true);
  await manager.page.keyboard.press('Escape');
});

it('keeps a note that could not be sent, sends it once, and brings mentions that came meanwhile', async () => {
  await manager.page.goto(`${world.url}/b/fjord/desk`);
  await mentions(manager.page).waitFor();
  await manager.context.setOffline(true);
  await maya.context.setOffline(true);
  await note(maya.page, 'Written in the tunnel');
  await maya.page.getByText('Offline. Reconnecting').waitFor();
  const [waits, stored] = ['.note.pending', '.note[data-seq]'].map((entry) =>
    maya.page.locator(entry).last(),
  );
  expect(await waits.innerText()).toContain('Private note');
  expect(await colours(waits)).toEqual(await colours(stored));
  await maya.context.setOffline(false);
  await maya.page.getByText('Offline. Reconnecting').waitFor({ state: 'hidden' });
  await maya.page.locator('.entry.note[data-seq]', { hasText: 'Written in the tunnel' }).waitFor();
  await maya.page.reload();
  expect(await maya.page.locator('.entry.note', { hasText: 'Written in the tunnel' }).count()).toBe(1);

  await maya.page.keyboard.press('Escape');
  await maya.page.keyboard.press('n');
  await maya.page.keyboard.type('One more thing @');
  await maya.page.getByRole('option').last().click();
  await maya.page.keyboard.press('Enter');
  await thread(maya.page).locator('.mention').nth(1).waitFor();
  await manager.context.setOffline(false);
  await manager.page.getByRole('button', { name: 'Mentions, 1 unread' }).waitFor();
  await closeAll(maya);
});
