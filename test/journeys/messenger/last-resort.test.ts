import type { Page } from 'playwright-core';
import { axeFindings } from '../../support/axe.js';
import { answerBox, closeAll, DemoWorld } from '../world.js';

interface PageWithApi {
  causerie: (...words: unknown[]) => void;
  heard: string[];
}

describe('a rule that offers an appointment when nothing has room', () => {
  let world: DemoWorld;

  beforeAll(async () => {
    world = await DemoWorld.start();
  });

  afterAll(async () => {
    await world?.stop();
  });

  /** From now on the page notes what the messenger tells it. */
  const listen = (page: Page) =>
    page.evaluate(() => {
      const own = window as unknown as PageWithApi;
      own.heard = [];
      for (const event of ['engaged', 'last_resort', 'not_engaged', 'opened'])
        own.causerie('on', event, () => own.heard.push(event));
    });

  const heard = (page: Page) => page.evaluate(() => (window as unknown as PageWithApi).heard);

  const open = (page: Page) => page.evaluate(() => (window as unknown as PageWithApi).causerie('open'));

  /** An admin chooses it in the form of the rule that answers at the checkout, and reads what visitors will get. */
  async function choose(
    email: string,
    words: Record<'rule' | 'choice' | 'hint' | 'run' | 'told' | 'save' | 'saved', string>,
  ) {
    const admin = await world.member(email);
    const { page } = admin;
    await page.goto(page.url().replace(/\/desk.*/, '/admin/rules'));
    await page.getByRole('link', { name: words.rule }).click();
    await page.getByRole('radio', { name: words.choice }).check();
    await page.getByText(words.hint).waitFor();
    await page.getByRole('button', { name: words.run }).click();
    await page.getByText(words.told, { exact: true }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: words.save }).click();
    await page.getByText(words.saved, { exact: true }).waitFor();
    await admin.context.close();
  }

  it('keeps the launcher with other words, keeps what is written, and becomes a chat when room comes back', async () => {
    const visitor = await world.visitor('/fjord/checkout');
    const { page } = visitor;
    const booking = page.getByRole('button', { name: 'Book an appointment' });
    await page.waitForFunction(() => (window as unknown as { causerie: { ready?: boolean } }).causerie.ready);
    await listen(page);
    await open(page);
    await page.waitForFunction(() => (window as unknown as PageWithApi).heard.length > 0);
    expect(await heard(page)).toEqual(['not_engaged']);
    expect(await booking.count()).toBe(0);

    await choose('admin@fjord.test', {
      rule: 'Checkout help',
      choice: 'Offer an appointment',
      hint: 'No member has opened time slots yet',
      run: 'Test',
      told: 'Appointment offered',
      save: 'Save',
      saved: 'Saved.',
    });
    await booking.waitFor();
    expect(await booking.innerText()).toBe('Book an appointment');
    expect(await visitor.launcher.count()).toBe(0);
    await open(page);
    const panel = visitor.messenger.getByRole('region', { name: 'Book an appointment' });
    await panel.getByText('Everyone is busy right now.').waitFor();
    await panel.getByText('No appointments are available right now.').waitFor();
    expect(await heard(page)).toEqual(['not_engaged', 'last_resort', 'opened']);

    await visitor.messenger.getByRole('button', { name: 'Accept', exact: true }).click();
    await visitor.messenger.locator('[data-content][data-state="ready"]').waitFor();
    await visitor.write('Do you ship to Corsica?');
    await visitor.messenger.getByText('Everyone is busy right now. Your message is kept').waitFor();
    expect(await visitor.box.inputValue()).toBe('Do you ship to Corsica?');
    expect(await axeFindings(page)).toEqual([]);
    await visitor.messenger.getByRole('button', { name: 'Book an appointment' }).press('Enter');
    await panel.and(visitor.messenger.locator(':focus')).waitFor();

    const maya = await world.member('maya@fjord.test');
    await closeAll(maya);
    await visitor.messenger.getByText('We’re available again.').waitFor();
    await panel.waitFor({ state: 'detached' });
    expect(await visitor.box.inputValue()).toBe('Do you ship to Corsica?');
    await visitor.reduce.click();
    await visitor.launcher.waitFor();
    expect(await heard(page)).toContain('engaged');
    await visitor.launcher.click();
    await visitor.send.click();
    await answerBox(maya);
    await maya.page.getByRole('log').getByText('Do you ship to Corsica?').waitFor();

    await maya.page.getByRole('button', { name: 'Away' }).click();
    const stranger = await world.visitor('/fjord/checkout');
    await stranger.page.getByRole('button', { name: 'Book an appointment' }).waitFor();
    await visitor.reduce.click();
    await visitor.launcher.waitFor();
    expect(await booking.count()).toBe(0);
    await maya.page.getByRole('button', { name: 'Available' }).click();
    await stranger.launcher.waitFor();
    await maya.page.getByRole('button', { name: 'Away' }).click();
    await stranger.page.getByRole('button', { name: 'Book an appointment' }).waitFor();
  });

  it('speaks French, on a phone, and keeps what is written when the page is loaded again', async () => {
    await choose('admin@maison-lumiere.test', {
      rule: 'Aide au paiement',
      choice: 'Proposer un rendez-vous',
      hint: 'Aucun membre n’a ouvert de créneaux',
      run: 'Tester',
      told: 'Rendez-vous proposé',
      save: 'Enregistrer',
      saved: 'Enregistré.',
    });
    const visitor = await world.visitor('/maison-lumiere/checkout', {
      locale: 'fr-FR',
      colorScheme: 'dark',
      viewport: { width: 390, height: 844 },
    });
    const { page, messenger } = visitor;
    await page.getByRole('button', { name: 'Prendre rendez-vous' }).click();
    const panel = messenger.getByRole('region', { name: 'Prendre rendez-vous' });
    await panel.getByText('Tout le monde est occupé pour l’instant.').waitFor();
    await panel.getByText('Aucun rendez-vous n’est disponible pour l’instant.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await messenger.getByRole('button', { name: 'Accepter' }).click();
    await messenger.locator('[data-content][data-state="ready"]').waitFor();
    await messenger.getByRole('textbox', { name: 'Votre message' }).fill('Livrez-vous en Corse ?');

    await page.reload();
    await page.getByRole('button', { name: 'Prendre rendez-vous' }).click();
    await panel.waitFor();
    expect(await messenger.getByRole('textbox', { name: 'Votre message' }).inputValue()).toBe(
      'Livrez-vous en Corse ?',
    );
  });

  it('is for everybody where it is read from right to left', async () => {
    const visitor = await world.visitor('/maison-lumiere/checkout', {
      viewport: { width: 320, height: 640 },
    });
    const { page, messenger } = visitor;
    await page.evaluate(() => {
      document.documentElement.dir = 'rtl';
      (window as unknown as PageWithApi).causerie('language', 'ar');
    });
    const launcher = page.getByRole('button', { name: 'حجز موعد' });
    await launcher.waitFor();
    const box = await launcher.boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThan(320);
    await launcher.press('Enter');
    await messenger.getByRole('region', { name: 'حجز موعد' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });
});
