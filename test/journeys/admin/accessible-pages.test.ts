import { declared, obstacles } from '../../support/for-everybody.js';
import { openStage, type Stage } from '../../support/stage.js';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

describe('for everybody, signed in or not', () => {
  it.each([
    ['fr-FR', 'fr ltr'],
    ['en-GB', 'en ltr'],
  ])('the front page, the sign-in page and a page that is not there, in %s', async (locale, spoken) => {
    const { page } = await stage.chromium.person({ locale });
    for (const path of [
      '/',
      '/sign-in',
      '/forgot-password',
      '/forgot-password/sent',
      '/reset-password/over',
      '/nowhere',
    ]) {
      await page.goto(stage.url + path);
      expect([path, await declared(page)]).toEqual([path, spoken]);
      expect([path, await obstacles(page)]).toEqual([path, []]);
    }
  });

  it('a sign-in that was wrong', async () => {
    const { page } = await stage.chromium.person({ locale: 'fr-FR' });
    await page.goto(`${stage.url}/sign-in`);
    await page.getByLabel('Adresse e-mail').fill('lea@maison-lumiere.test');
    await page.getByLabel('Mot de passe').fill('autre chose');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await obstacles(page)).toEqual([]);
  });

  it('the account, the choice of brands, and what a member may not see', async () => {
    const french = await stage.member('lea@maison-lumiere.test', { locale: 'fr-FR' });
    await stage.database.query(
      `INSERT INTO memberships SELECT a.id, $1, m.id FROM accounts a, members m
       WHERE a.email = 'lea@maison-lumiere.test' AND m.brand_id = $1 AND m.name = 'Zoe'`,
      [stage.database.brands.fjord.id],
    );
    for (const path of ['/account', '/brands', '/b/maison-lumiere/admin/rules', '/b/nowhere/desk']) {
      await french.page.goto(stage.url + path);
      expect([path, await declared(french.page)]).toEqual([path, 'fr ltr']);
      expect([path, await obstacles(french.page)]).toEqual([path, []]);
    }
    const english = await stage.member('maya@fjord.test');
    await english.page.goto(`${stage.url}/account`);
    await english.page.getByLabel('Current password').fill('not the one');
    await english.page.getByLabel('New password').fill('long enough to be one');
    await english.page.getByRole('button', { name: 'Change password' }).click();
    await english.page.locator('[aria-invalid="true"]').waitFor();
    expect(await obstacles(english.page)).toEqual([]);
  });
});
