import type { Page } from 'playwright-core';
import { Clock } from '../../../src/kernel/index.js';
import { axeFindings } from '../../support/axe.js';
import { DemoWorld } from '../world.js';

const MINUTE = 60_000;

/** What the member writes in the open conversation. */
async function answer(desk: Page, text: string): Promise<void> {
  await desk.getByRole('textbox', { name: 'Your message' }).fill(text);
  await desk.getByRole('button', { name: 'Send' }).click();
  await desk.getByRole('log').getByText(text).waitFor();
}

describe('a conversation goes elsewhere', () => {
  let world: DemoWorld;

  beforeAll(async () => {
    world = await DemoWorld.start();
  });

  afterAll(async () => {
    await world?.stop();
  });

  const open = async (desk: Page, text: string) => {
    await desk.locator('#list-mine [data-item]', { hasText: text }).click();
    await desk.getByRole('log').getByText(text).waitFor();
  };

  it('set aside and kept, it comes back to the same desk when the visitor writes', async () => {
    const { page: desk, complaints } = await world.member('maya@fjord.test', {
      viewport: { width: 390, height: 844 },
    });
    const visitor = await world.visitor('/fjord/');
    await visitor.openAndAccept();
    await visitor.write('Which tent for the snow?');
    await open(desk, 'Which tent for the snow?');
    const places = await desk.locator('#desk-places').getByText('Capacity used').textContent();
    const advice = desk.getByText('it comes back at the time you choose');
    expect(await advice.isVisible()).toBe(false);
    await answer(desk, 'The Fjell 3.');
    await advice.waitFor();
    await desk.getByRole('button', { name: 'Don’t show again' }).click();
    await desk.getByRole('button', { name: 'More', exact: true }).click();
    await desk.getByRole('button', { name: 'Snooze' }).click();
    const dialog = desk.getByRole('dialog', { name: 'Snooze conversation' });
    await dialog.getByLabel('Date and time').fill('2020-01-01T10:00');
    await dialog.getByRole('checkbox', { name: 'Keep this conversation when it comes back' }).check();
    await dialog.getByRole('button', { name: 'Snooze' }).click();
    await dialog.getByText('Choose a time at least 5 minutes from now.').waitFor();
    expect(await dialog.getByRole('radio', { name: 'Choose a date' }).isChecked()).toBe(true);
    expect(await dialog.getByRole('checkbox').isChecked()).toBe(true);
    expect(await axeFindings(desk)).toEqual([]);
    await visitor.write('One more thing');
    const row = desk.locator('#list-mine li', { hasText: 'One more thing' });
    await row.locator('.count').waitFor({ state: 'attached' });
    await dialog.getByRole('radio', { name: '3 hours' }).check();
    await dialog.getByRole('button', { name: 'Snooze' }).click();
    await dialog.getByText('The visitor has just written.').waitFor();
    await dialog.getByRole('button', { name: 'Snooze' }).click();
    await desk.getByRole('log').getByText('Maya snoozed the conversation until').waitFor();
    await desk.getByText('Snoozed for you until').waitFor();
    await desk.getByRole('button', { name: 'Resume now' }).waitFor();
    expect(await axeFindings(desk)).toEqual([]);
    await desk.getByRole('link', { name: 'Back to conversations' }).click();
    const snoozed = desk.locator('#list-snoozed [data-item]', { hasText: 'One more thing' });
    await snoozed.getByText('kept,').waitFor({ state: 'attached' });
    expect(await desk.locator('#desk-places').getByText('Capacity used').textContent()).not.toBe(places);

    await visitor.write('And for the wind?');
    await desk.locator('.toast', { hasText: /replied$/ }).waitFor();
    await desk.locator('#list-mine [data-item]', { hasText: 'And for the wind?' }).click();
    await desk.getByRole('log').getByText('The visitor replied: back from snooze').waitFor();
    await desk.getByRole('textbox', { name: 'Your message' }).waitFor();
    expect(await advice.isVisible()).toBe(false);
    expect(complaints).toEqual([]);
  });

  it('est transférée malgré tout à une absente, avec un commentaire, puis relâchée', async () => {
    const french = { locale: 'fr-FR', viewport: { width: 1440, height: 900 } };
    const lea = await world.member('lea@maison-lumiere.test', french);
    const visitor = await world.visitor('/maison-lumiere/', { locale: 'fr-FR' });
    await visitor.page.getByRole('button', { name: 'Discuter avec nous' }).click();
    await visitor.messenger.getByRole('button', { name: 'Accepter' }).click();
    await visitor.messenger.getByRole('textbox', { name: 'Votre message' }).fill('Une lampe pour deux ?');
    await visitor.messenger.getByRole('button', { name: 'Envoyer' }).click();
    await open(lea.page, 'Une lampe pour deux ?');
    await lea.page.getByRole('button', { name: 'Transférer', exact: true }).click();
    const dialog = lea.page.getByRole('dialog', { name: 'Transférer la conversation' });
    await dialog.getByRole('button', { name: 'Transférer', exact: true }).click();
    await dialog.getByText('Choisissez un membre ou un groupe.').waitFor();
    await dialog.getByRole('radio', { name: /Karim/ }).check();
    await dialog.getByRole('textbox', { name: 'Commentaire' }).fill('Cliente fidèle.');
    expect(await dialog.getByRole('button', { name: 'Transférer', exact: true }).count()).toBe(0);
    expect(await axeFindings(lea.page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Transférer malgré tout' }).click();
    await lea.page
      .getByRole('log')
      .getByText(/a transféré la conversation à Karim/)
      .waitFor();
    await lea.page.getByRole('log').getByText('Cliente fidèle.').waitFor();
    expect(await visitor.thread.getByText('Cliente fidèle.').count()).toBe(0);

    const manager = await world.member('manager@maison-lumiere.test', french);
    await manager.page.goto(lea.page.url());
    await manager.page.getByText(/En attente de Karim/).waitFor();
    await manager.page.getByRole('button', { name: 'Relâcher' }).click();
    await manager.page
      .getByRole('log')
      .getByText(/a relâché la conversation attribuée à Karim/)
      .waitFor();
    await lea.page.locator('#list-mine [data-item]', { hasText: 'Une lampe pour deux ?' }).waitFor();
    await lea.page.getByRole('textbox', { name: 'Votre message' }).waitFor();
    expect([...lea.complaints, ...manager.complaints]).toEqual([]);
  });

  it('comes back by itself at its time, also to a desk that shows something else', async () => {
    const visitor = await world.visitor('/fjord/');
    await visitor.openAndAccept();
    await visitor.write('A stove, please');
    const { page: desk } = await world.member('maya@fjord.test');
    await open(desk, 'A stove, please');
    await desk.keyboard.press('Escape');
    await desk.keyboard.press('s');
    await desk.getByRole('dialog').getByRole('button', { name: 'Snooze' }).click();
    await desk.locator('#list-snoozed [data-item]', { hasText: 'A stove, please' }).waitFor();
    const clock = world.running.app.get(Clock);
    clock.shift(181 * MINUTE);
    await desk.locator('#list-mine [data-item]', { hasText: 'A stove, please' }).waitFor();
    await desk.getByRole('log').getByText('Back from snooze').waitFor();
    clock.release();
  });

  it('begins where one chooses, is right once one has chosen, and keeps a comment that was left', async () => {
    const visitor = await world.visitor('/fjord/');
    await visitor.openAndAccept();
    await visitor.write('A rope of sixty metres?');
    const { page: desk, complaints } = await world.member('maya@fjord.test');
    await open(desk, 'A rope of sixty metres?');
    const transfer = desk.getByRole('button', { name: 'Transfer', exact: true });
    await transfer.click();
    const dialog = desk.getByRole('dialog', { name: 'Transfer conversation' });
    const first = dialog.getByRole('radio').first();
    await first.waitFor();
    expect(await first.evaluate((radio) => radio === document.activeElement)).toBe(true);
    await dialog.getByRole('button', { name: 'Transfer', exact: true }).click();
    const wrong = dialog.getByText('Choose a member or a group.');
    await wrong.waitFor();
    expect(await first.evaluate((radio) => radio === document.activeElement)).toBe(true);
    await dialog.getByRole('radio', { name: /Oliver/ }).check();
    await wrong.waitFor({ state: 'detached' });
    const comment = dialog.getByRole('textbox', { name: 'Transfer comment' });
    await comment.fill('She climbs on Sunday.');
    await desk.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await transfer.evaluate((button) => button === document.activeElement)).toBe(true);

    await desk.reload();
    await transfer.click();
    expect(await comment.inputValue()).toBe('She climbs on Sunday.');
    await dialog.getByRole('radio', { name: /Oliver/ }).check();
    await dialog.getByRole('button', { name: /^Transfer/ }).click();
    await desk.getByRole('log').getByText('She climbs on Sunday.').waitFor();
    await dialog.waitFor({ state: 'detached' });
    expect(await desk.evaluate(() => JSON.stringify(localStorage))).not.toContain('climbs');
    expect(complaints.filter((complaint) => !complaint.includes('422'))).toEqual([]);
  });

  it('tells the visitor and the members who takes over from whom', async () => {
    const visitor = await world.visitor('/fjord/');
    await visitor.openAndAccept();
    await visitor.write('Skis for a beginner?');
    const maya = await world.member('maya@fjord.test');
    await open(maya.page, 'Skis for a beginner?');
    await visitor.thread.getByText('Maya joined the conversation').waitFor();
    const oliver = await world.member('oliver@fjord.test');
    await oliver.page.getByRole('button', { name: 'Available' }).click();
    await maya.page.getByRole('button', { name: 'Transfer', exact: true }).click();
    const dialog = maya.page.getByRole('dialog', { name: 'Transfer conversation' });
    await dialog.getByRole('radio', { name: /Oliver/ }).check();
    await dialog.getByRole('button', { name: 'Transfer', exact: true }).click();
    await visitor.thread.getByText('Oliver took over the conversation').waitFor();
    await open(oliver.page, 'Skis for a beginner?');
    await oliver.page.getByRole('log').getByText('Oliver took over the conversation').waitFor();
    expect(await visitor.thread.getByText('Oliver joined').count()).toBe(0);
  });
});

describe('what the desk tells in passing', () => {
  let world: DemoWorld;

  beforeAll(async () => {
    world = await DemoWorld.start();
  });

  afterAll(async () => {
    await world?.stop();
  });

  it.each([1440, 390])('covers nothing that can be pressed, at %i pixels', async (width) => {
    const { page } = await world.member('maya@fjord.test', { viewport: { width, height: 844 } });
    const visitor = await world.visitor('/fjord/');
    await visitor.openAndAccept();
    await visitor.write('Which tent for the snow?');
    await page.locator('#list-mine [data-item]').first().waitFor();
    const covered = async () => {
      await page.evaluate(() => {
        const template = document.querySelector<HTMLTemplateElement>('[data-template="link-toast"]');
        const toast = template?.content.firstElementChild?.cloneNode(true) as HTMLElement;
        toast.querySelector('[data-text]')!.textContent = 'New conversation: ada.lovelace@example.test';
        document.querySelector('[data-toasts]')?.replaceChildren(toast);
      });
      return page.evaluate(() => {
        const toast = document.querySelector('.toast')!.getBoundingClientRect();
        return [...document.querySelectorAll<HTMLElement>('a, button, textarea, summary, #desk-queues')]
          .filter((each) => !each.closest('.toast') && each.checkVisibility())
          .filter((each) => {
            const { top, bottom, left, right } = each.getBoundingClientRect();
            return top < toast.bottom && bottom > toast.top && left < toast.right && right > toast.left;
          })
          .map((each) => each.outerHTML.slice(0, 80));
      });
    };
    expect(await covered()).toEqual([]);
    await page.locator('#list-mine [data-item]').first().click();
    await page.getByRole('log').waitFor();
    expect(await covered()).toEqual([]);
  });

  it('is one banner at a time on a phone, and no advice once the visitor writes', async () => {
    const visitor = await world.visitor('/fjord/');
    await visitor.openAndAccept();
    await visitor.write('Which stove for the tent?');
    const { page } = await world.member('maya@fjord.test', { viewport: { width: 390, height: 844 } });
    await page.locator('#list-mine [data-item]', { hasText: 'Which stove for the tent?' }).click();
    const advice = page.getByText('it comes back at the time you choose');
    await answer(page, 'The small one.');
    await advice.waitFor();
    await visitor.box.pressSequentially('One more', { delay: 500 });
    await advice.waitFor({ state: 'hidden' });

    await visitor.page.close();
    await page.waitForTimeout(1000);
    world.running.app.get(Clock).shift(MINUTE);
    await page.getByText('The visitor has left').waitFor();
    await page.reload();
    await page.getByText('The visitor has left').waitFor();
    expect(await page.locator('.desk-banner .banner:visible').count()).toBe(1);
    world.running.app.get(Clock).release();
  });
});
