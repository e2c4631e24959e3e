import type { Locator, Page } from 'playwright-core';
import { openStage, messengerOf, type Stage } from '../../support/stage.js';

const KEYS = ['Enter', 'Tab', 'ArrowDown', 'ArrowUp', 'Escape'];

let stage: Stage;
let visitor: Page;
let maya: Page;

beforeAll(async () => {
  stage = await openStage();
  maya = (await stage.member('maya@fjord.test')).page;
  await maya.goto(`${stage.url}/b/fjord/desk`);
  await maya.getByRole('button', { name: 'Available' }).click();
  visitor = (await stage.chromium.person()).page;
  await visitor.goto(stage.shopUrl('fjord'));
  await visitor.getByRole('button', { name: 'Chat with us' }).click();
  await messengerOf(visitor).getByRole('button', { name: 'Accept' }).click();
});
afterAll(() => stage?.close());

/** Keys with which an input method ends a word, in the order of Safari: the composition is over when they come. */
async function compose(field: Locator, text: string): Promise<string[]> {
  await field.fill(text);
  return takenFrom(field);
}

/** Those of the keys that the page has taken from the input method. */
function takenFrom(field: Locator): Promise<string[]> {
  return field.evaluate((element, keys) => {
    const press = (key: string, isComposing: boolean) =>
      element.dispatchEvent(
        new KeyboardEvent('keydown', {
          ...{ key, keyCode: 229, isComposing, bubbles: true, cancelable: true, composed: true },
        }),
      );
    return keys.filter((key) => {
      element.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
      const isLeftWhile = press(key, true);
      element.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: 'か' }));
      return !isLeftWhile || !press(key, false);
    });
  }, KEYS);
}

it('a visitor’s word that an input method ends with Enter is not sent', async () => {
  const box = messengerOf(visitor).getByRole('textbox', { name: 'Your message' });
  expect(await compose(box, 'こんにち')).toEqual([]);
  expect(await box.inputValue()).toBe('こんにち');
  await box.press('Enter');
  await messengerOf(visitor).getByRole('log').getByText('こんにち').waitFor();
  expect(await box.inputValue()).toBe('');
});

it('neither is a member’s, and no list of theirs takes the key', async () => {
  await maya.locator('#list-mine [data-item]').first().click();
  const box = maya.getByRole('textbox', { name: 'Your message' });
  expect(await compose(box, 'ありがと')).toEqual([]);
  expect(await box.inputValue()).toBe('ありがと');

  await box.fill('');
  await box.pressSequentially('/');
  await maya.locator('#slash-options [role="option"]').first().waitFor();
  expect(await takenFrom(box)).toEqual([]);
  expect(await box.inputValue()).toBe('/');
  await box.fill('');

  await maya.locator('[data-responses-open]').click();
  const responses = maya.locator('[data-responses-input]');
  await maya.locator('#response-options [role="option"]').first().waitFor();
  expect(await takenFrom(responses)).toEqual([]);
  expect(await responses.isVisible()).toBe(true);
  await responses.press('Escape');

  await maya.locator('[data-tag-open]').click();
  const tags = maya.locator('[data-tag-input]');
  await maya.locator('[data-tag-options] [role="option"]').first().waitFor();
  expect(await takenFrom(tags)).toEqual([]);
  expect(await tags.isVisible()).toBe(true);
  await tags.press('Escape');

  await maya.getByRole('button', { name: 'Note', exact: true }).click();
  const note = maya.getByRole('textbox', { name: 'Your note' });
  await note.fill('');
  await note.pressSequentially('Ask @');
  await maya.locator('[data-mentionable] [role="option"]').first().waitFor();
  expect(await takenFrom(note)).toEqual([]);
  expect(await note.inputValue()).toBe('Ask @');
});

it('nor by the palette, on the desk and on the board', async () => {
  const manager = (await stage.member('manager@fjord.test')).page;
  for (const [page, path] of [
    [maya, 'desk'],
    [manager, 'board'],
  ] as const) {
    await page.goto(`${stage.url}/b/fjord/${path}`);
    await page.keyboard.press('Control+k');
    const field = page.locator('#desk-palette[open]').getByRole('combobox');
    await page.locator('#desk-palette [role="option"]').first().waitFor();
    expect(await takenFrom(field)).toEqual([]);
    expect(await field.isVisible()).toBe(true);
    expect(new URL(page.url()).pathname).toContain(path);
  }
});
