import type { Page } from 'playwright-core';
import { newId } from '../../../src/kernel/index.js';
import { openStage, type Stage } from '../../support/stage.js';
import { visitorTalker, type Talker } from '../../support/talker.js';

let stage: Stage;
let talker: Talker;
let page: Page;

beforeAll(async () => {
  stage = await openStage();
  page = (await stage.member('lea@maison-lumiere.test', { locale: 'fr-FR' })).page;
  await page.goto(`${stage.url}/b/maison-lumiere/desk`);
  await page.getByRole('button', { name: 'Disponible' }).click();
  talker = await visitorTalker(stage.url, {
    database: stage.database,
    slug: 'maison-lumiere',
    name: 'Camille',
  });
  const id = await talker.start('Bonjour, livrez-vous à Annecy ?');
  await stage.database.query(`UPDATE conversations SET locale = 'fr' WHERE id = $1`, [id]);
  await stage.database.query(
    `UPDATE visitors SET name = 'Camille' WHERE id = (SELECT visitor_id FROM conversations WHERE id = $1)`,
    [id],
  );
  await page.getByRole('region', { name: 'Conversations' }).getByRole('link').first().click();
  await box().waitFor();
});

afterAll(async () => {
  talker?.close();
  await stage?.close();
});

beforeEach(async () => {
  await box().fill('');
  await box().focus();
});

const box = () => page.getByRole('textbox', { name: 'Votre message' });
const options = () => page.getByRole('listbox', { name: 'Réponses types' }).getByRole('option');
const sent = () =>
  stage.database.query<{ body: string }>(`SELECT body FROM entries WHERE side = 'member' AND kind = 'message'
    AND conversation_id = (SELECT id FROM conversations WHERE state = 'on_desk')`);

describe('a canned response by keyboard', () => {
  it('is found by its shortcut after a slash, inserted, and sent only by a second Enter', async () => {
    await page.keyboard.type('Oui. /livr');
    await options().first().waitFor();
    expect(await options().first().getAttribute('aria-selected')).toBe('true');
    expect(await options().first().textContent()).toContain('Délais de livraison');
    await page.keyboard.press('Enter');
    expect(await box().inputValue()).toMatch(/^Oui\. Nous livrons en France/);
    expect(await options().count()).toBe(0);
    expect(await sent()).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('log').getByText('Oui. Nous livrons en France').waitFor();
    await page.waitForFunction(() => !document.querySelector('.entry.pending'));
    expect((await sent()).map(({ body }) => body.slice(0, 15))).toEqual(['Oui. Nous livro']);
  });

  it('is inserted when Enter comes before the answer', async () => {
    await page.keyboard.type('/garantie');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() =>
      document.querySelector('textarea')?.value.startsWith('Chaque luminaire'),
    );
    expect(await sent()).toHaveLength(1);
  });

  it('is chosen by the arrows and Tab, in the words of the conversation', async () => {
    await page.keyboard.type('/');
    await options().first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    const marked = page.locator('[role="option"][aria-selected="true"]');
    expect(await box().getAttribute('aria-activedescendant')).toBe(await marked.getAttribute('id'));
    const text = await marked.locator('[data-body]').textContent();
    await page.keyboard.press('Tab');
    expect(await box().inputValue()).toBe(text);
    expect(text).not.toMatch(/[{}]/);
    await box().fill('');
    await page.keyboard.type('/bonjour');
    await options().first().waitFor();
    await page.keyboard.press('Tab');
    expect(await box().inputValue()).toMatch(/^Bonjour Camille, ici Léa de Maison Lumière\./);
  });

  it('is left alone after Escape, within a word and where nothing fits', async () => {
    await page.keyboard.type('/l');
    await options().first().waitFor();
    await page.keyboard.press('Escape');
    expect(await options().count()).toBe(0);
    expect(await box().evaluate((field) => field === document.activeElement)).toBe(true);
    const answered = page.waitForResponse((answer) => answer.url().includes('/responses?search=zzzz'));
    await page.keyboard.type(' et/ou 1/2 /zzzz');
    await answered;
    expect(await options().count()).toBe(0);
    expect(await box().inputValue()).toBe('/l et/ou 1/2 /zzzz');
  });

  it('is searched for under its key, previewed and inserted behind what was typed', async () => {
    await page.keyboard.type('Bien sûr.');
    await page.keyboard.press('Escape');
    await page.keyboard.press('c');
    const search = page.getByRole('combobox', { name: 'Rechercher une réponse type' });
    await search.waitFor();
    await page.keyboard.type('delai livraison');
    await page.waitForFunction(
      () => document.querySelectorAll('#response-options [role="option"]').length === 1,
    );
    expect(await page.locator('[data-responses-preview]').textContent()).toContain('Nous livrons en France');
    await page.keyboard.press('Enter');
    expect(await search.isVisible()).toBe(false);
    expect(await box().inputValue()).toMatch(/^Bien sûr\. Nous livrons/);
    expect(await box().evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await sent()).toHaveLength(1);
  });
});

it('says so where a response makes the message too long, until it is shorter', async () => {
  const brand = stage.database.brands['maison-lumiere'];
  const id = newId();
  await stage.database.query(
    `INSERT INTO responses (brand_id, id, shortcut, title, folded, created_at, updated_at)
     VALUES ($1, $2, 'tout', 'Tout', 'tout', '2026-01-01', '2026-01-01')`,
    [brand.id, id],
  );
  await stage.database.query(
    `INSERT INTO response_texts (brand_id, response_id, locale, body, folded) VALUES ($1, $2, 'fr', $3, '')`,
    [brand.id, id, 'é'.repeat(4000)],
  );
  await page.keyboard.type('Bonjour /tout');
  await options().first().waitFor();
  await page.keyboard.press('Enter');
  const alert = page.getByRole('alert').filter({ hasText: '4 000' });
  await alert.waitFor();
  await page.keyboard.press('Enter');
  expect(await sent()).toHaveLength(1);
  await box().fill('Bonjour');
  await alert.waitFor({ state: 'hidden' });
});

it('puts tags on the conversation and takes them away by keyboard, and other desks see it at once', async () => {
  const manager = await stage.member('manager@maison-lumiere.test', { locale: 'fr-FR' });
  await manager.page.goto(page.url());
  const tags = (desk: Page) => desk.getByRole('list', { name: 'Étiquettes' }).getByRole('listitem');
  const has = (desk: Page, name: string) => tags(desk).filter({ hasText: name }).waitFor();
  await page.locator('.viewer').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('l');
  await page.getByRole('option', { name: 'Livraison' }).waitFor();
  await page.keyboard.type('LIVRAIS');
  await page.keyboard.press('Enter');
  await has(page, 'Livraison');
  await has(manager.page, 'Livraison');
  await page.keyboard.type('rien de tel');
  await page.getByText('Aucune étiquette de ce nom.').waitFor();
  await page.keyboard.press('Escape');
  await manager.page.getByRole('button', { name: 'Étiqueter' }).press('Enter');
  await manager.page.getByRole('option', { name: 'Livraison', selected: true }).waitFor();
  await manager.page.keyboard.type('Annecy');
  await manager.page.getByRole('option', { name: 'Créer Annecy' }).waitFor();
  await manager.page.keyboard.press('Enter');
  await has(page, 'Annecy');
  await page.getByRole('button', { name: 'Retirer l’étiquette : Livraison' }).press('Enter');
  for (const desk of [manager.page, page])
    await tags(desk).filter({ hasText: 'Livraison' }).waitFor({ state: 'detached' });
  expect(await tags(page).allTextContents()).toEqual(['Annecy']);
});

it('keeps what was typed as a response of one’s own', async () => {
  await box().fill('Nous sommes fermés le lundi.');
  await page.getByRole('button', { name: 'Réponses types' }).click();
  await page.getByRole('button', { name: 'Enregistrer mon texte comme réponse' }).click();
  await page.getByLabel('Titre').fill('Fermeture');
  await page.getByLabel('Raccourci').fill('lundi');
  await page.getByRole('button', { name: 'Créer' }).click();
  await page.getByRole('link', { name: 'Fermeture' }).waitFor();
  await page.goto(`${stage.url}/b/maison-lumiere/desk`);
  await page.getByRole('region', { name: 'Conversations' }).getByRole('link').first().click();
  expect(await box().inputValue()).toBe('Nous sommes fermés le lundi.');
  await box().fill('');
  await page.keyboard.type('/lundi');
  await options().first().waitFor();
  await page.keyboard.press('Enter');
  expect(await box().inputValue()).toBe('Nous sommes fermés le lundi.');
});
