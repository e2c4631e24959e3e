import type { Person } from '../../support/chromium.js';
import { declared, obstacles } from '../../support/for-everybody.js';
import { openFragileStage, type FragileStage } from '../../support/stage.js';
import { visitorTalker, type Talker } from '../../support/talker.js';

let stage: FragileStage;
let visitor: Talker;

beforeAll(async () => {
  stage = await openFragileStage();
  visitor = await visitorTalker(stage.url, { database: stage.database, slug: 'fjord', name: 'visitor' });
});
afterAll(async () => {
  visitor?.close();
  await stage?.close();
});

async function speaks(email: string, locale: 'fr' | 'en'): Promise<void> {
  await stage.database.query('UPDATE accounts SET locale = $2 WHERE email = $1', [email, locale]);
}

async function isForEverybody({ page, complaints }: Person): Promise<void> {
  expect(await obstacles(page)).toEqual([]);
  expect(complaints).toEqual([]);
}

describe('the desk is for everybody', () => {
  const email = 'maya@fjord.test';
  let maya: Person;
  let conversation: string;

  it('with nothing on it, and with the list of keys (French)', async () => {
    await speaks(email, 'fr');
    maya = await stage.member(email);
    await maya.page.goto(`${stage.url}/b/fjord/desk`);
    expect(await declared(maya.page)).toBe('fr ltr');
    await isForEverybody(maya);
    await maya.page.keyboard.press('?');
    await maya.page.getByRole('dialog').waitFor();
    await isForEverybody(maya);
    await maya.page.keyboard.press('Escape');
    await maya.page.getByRole('button', { name: 'Disponible' }).click();
    await maya.page.getByRole('button', { name: 'Disponible', pressed: true }).waitFor();
    await isForEverybody(maya);
  });

  it('with conversations, and one that is open (English)', async () => {
    await speaks(email, 'en');
    conversation = await visitor.start('Hello, does https://fjord.test/tents/3 fit three people? 🏕️');
    await maya.page.reload();
    expect(await declared(maya.page)).toBe('en ltr');
    await maya.page.locator(`#item-${conversation}`).waitFor();
    await isForEverybody(maya);
    await maya.page.locator(`#item-${conversation} a`).click();
    await maya.page
      .getByRole('textbox')
      .fill('Three and their dog, in a message that is longer than its line.');
    await maya.page.keyboard.press('Enter');
    await maya.page.locator('#thread .entry[data-seq][data-side="brand"]').first().waitFor();
    await maya.page.locator('[data-emoji-toggle]').click();
    await isForEverybody(maya);
    await maya.page.keyboard.press('Escape');
  });

  it('pane by pane on a phone (English)', async () => {
    await maya.page.setViewportSize({ width: 390, height: 844 });
    await maya.page.goto(`${stage.url}/b/fjord/desk`);
    await isForEverybody(maya);
    await maya.page.locator(`#item-${conversation} a`).click();
    await maya.page.getByRole('textbox').waitFor();
    await isForEverybody(maya);
    await maya.page.locator('.desk-visitor-button').click();
    await maya.page.locator('.visitor-close').waitFor();
    await isForEverybody(maya);
    await maya.page.setViewportSize({ width: 1440, height: 900 });
  });

  it('without a connection, with a message that did not leave, and with a closed conversation (French)', async () => {
    await speaks(email, 'fr');
    await maya.page.goto(`${stage.url}/b/fjord/desk/conversations/${conversation}`);
    await maya.page.getByRole('textbox').waitFor();
    await stage.leave();
    await maya.page.locator('[data-lost]:not([hidden])').waitFor();
    await maya.page.getByRole('textbox').fill('Est-ce parti ?');
    await maya.page.keyboard.press('Enter');
    await maya.page.getByText('En attente de connexion').waitFor();
    await isForEverybody(maya);
    await stage.comeBack();
    await maya.page.locator('[data-lost][hidden]').waitFor({ state: 'attached' });
    await maya.page.locator('#thread .entry[data-seq]').getByText('Est-ce parti ?').waitFor();

    await maya.page.locator('#conversation-close button').click();
    await maya.page.locator('#desk-header[data-state="closed"]').waitFor();
    await isForEverybody(maya);
  });
});
