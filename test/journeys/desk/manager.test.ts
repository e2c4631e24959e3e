import { axeFindings } from '../../support/axe.js';
import type { Person } from '../../support/chromium.js';
import { openStage, type Stage } from '../../support/stage.js';
import { visitorTalker, type Talker } from '../../support/talker.js';

let stage: Stage;
let manager: Person;
const talkers: Talker[] = [];
const started: string[] = [];

beforeAll(async () => {
  stage = await openStage();
  const { url, database } = stage;
  await database.query(`UPDATE accounts SET locale = 'fr' WHERE email = 'manager@maison-lumiere.test'`);
  for (const text of ["Où en est ma lampe d'été ?", 'Un fauteuil, s’il vous plaît', 'Un tapis, peut-être']) {
    const talker = await visitorTalker(url, { database, slug: 'maison-lumiere', name: text });
    talkers.push(talker);
    started.push(await talker.start(text));
  }
  manager = await stage.member('manager@maison-lumiere.test');
});

afterAll(async () => {
  for (const talker of talkers) talker.close();
  await stage?.close();
});

it('takes the board by the keyboard: chooses, closes, is told what became of each', async () => {
  const { page } = manager;
  await page.goto(`${stage.url}/b/maison-lumiere/desk`);
  await page.getByRole('link', { name: 'Toutes les conversations' }).click();
  await page.getByRole('heading', { name: 'Toutes les conversations' }).waitFor();
  await page.locator(`#board-${started[2]}`).waitFor();
  await page.waitForLoadState();
  expect(await axeFindings(page)).toEqual([]);

  await page.keyboard.press('j');
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Clôturer' }).waitFor();
  await page.locator(`#board-${started[1]}`).getByRole('checkbox').check();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Relâcher' }).click();
  const release = page.getByRole('dialog', { name: 'Relâcher ces conversations' });
  expect(await axeFindings(page)).toEqual([]);
  await release.getByRole('button', { name: 'Relâcher' }).click();
  const outcome = page.getByRole('dialog', { name: 'Résultat' });
  await outcome.getByText('0 conversation relâchée').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');

  for (const id of started.slice(0, 2)) await page.locator(`#board-${id}`).getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Clôturer' }).click();
  const close = page.getByRole('dialog', { name: 'Clôturer ces conversations' });
  await close.getByText('2 sélectionnées').waitFor();
  await close.getByRole('button', { name: 'Clôturer' }).click();
  await page.locator('.toast', { hasText: '2 conversations clôturées' }).waitFor();
  expect(await page.locator('dialog[open]').count()).toBe(0);
  await page.locator(`#board-${started[0]}`).waitFor({ state: 'detached' });
  await page.locator(`#board-${started[2]}`).waitFor();
  expect(manager.complaints).toEqual([]);
});

it('sees on the board what happens meanwhile, and narrows it with the address following', async () => {
  const { page } = manager;
  const { url, database } = stage;
  const talker = await visitorTalker(url, { database, slug: 'maison-lumiere', name: 'late' });
  talkers.push(talker);
  const late = await talker.start('Encore quelqu’un');
  await page.locator(`#board-${late}`).waitFor();
  await page.getByRole('combobox', { name: 'Statut' }).selectOption('snoozed');
  await page.locator(`#board-${late}`).waitFor({ state: 'detached' });
  expect(page.url()).toContain('state=snoozed');
  await page.getByRole('link', { name: 'Effacer les filtres' }).click();
  await page.locator(`#board-${late}`).waitFor();
});

it('finds a conversation in French without its accents, opens it and comes back to what was found', async () => {
  const { page } = manager;
  await page.goto(`${stage.url}/b/maison-lumiere/desk`);
  await page.locator('#desk-lists').waitFor();
  await page.keyboard.press('/');
  const field = page.getByRole('searchbox', { name: 'Rechercher dans les conversations' });
  await field.waitFor();
  await page.keyboard.type('OU lampe ete');
  await page.locator(`#found-${started[0]}`).waitFor();
  await page.locator('[data-found] > li:nth-child(2)').waitFor({ state: 'detached' });
  expect(await page.locator(`#found-${started[0]} mark`).allTextContents()).toEqual(['Où', 'lampe', 'été']);
  expect(await axeFindings(page)).toEqual([]);
  expect(decodeURIComponent(page.url())).toContain('q=OU+lampe+ete');

  await page.getByRole('combobox', { name: 'Statut' }).selectOption('waiting');
  await page.getByRole('heading', { name: 'Aucun résultat' }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('combobox', { name: 'Statut' }).selectOption('closed');
  await page.locator(`#found-${started[0]}`).click();
  await page.getByRole('log').waitFor();
  await page.goBack();
  await field.waitFor();
  expect(await field.inputValue()).toBe('OU lampe ete');
  expect(await page.getByRole('combobox', { name: 'Statut' }).inputValue()).toBe('closed');
  await page.locator(`#found-${started[0]}`).waitFor();
  expect(manager.complaints).toEqual([]);
});

it('fits a phone, in the dark as well', async () => {
  const { page } = manager;
  await page.setViewportSize({ width: 320, height: 700 });
  await page.emulateMedia({ colorScheme: 'dark' });
  for (const path of ['board', 'desk/search?q=lampe']) {
    await page.goto(`${stage.url}/b/maison-lumiere/${path}`);
    await page.locator('#main').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(tooWide).toBe(false);
  }
});
