import type { Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../../src/demo/index.js';
import { axeFindings } from '../../support/axe.js';
import { DemoWorld } from '../world.js';
import { until } from '../../desk/world.js';

const PHONE = { width: 390, height: 844 };

describe('a colleague', () => {
  let world: DemoWorld;
  let admin: Page;

  beforeAll(async () => {
    world = await DemoWorld.start();
    admin = (await world.member('admin@fjord.test')).page;
  });
  afterAll(async () => {
    await world?.stop();
  });

  it('who is invited by mail joins with a name and a password, and answers a visitor', async () => {
    await invite('ada@x.test');
    const { page: ada, complaints } = await world.chromium.person();
    await ada.goto(await linkOf('ada@x.test'));
    expect(await axeFindings(ada)).toEqual([]);
    await ada.getByRole('button', { name: 'Show' }).waitFor();
    expect(complaints).toEqual([]);
    await ada.getByLabel('Name').fill('Ada');
    await ada.getByLabel('Password', { exact: true }).fill('an unlikely sentence');
    await ada.getByRole('button', { name: 'Join Fjord Outfitters' }).dblclick();
    await ada.waitForURL(/\/b\/fjord\/desk/);
    await until(async () => (await groupsOf('ada@x.test')) > 0);

    const visitor = await world.visitor('/fjord/');
    await visitor.openAndAccept();
    await visitor.write('Is the tent waterproof?');
    await ada.locator('#list-mine [data-item]').first().waitFor();
    await ada.locator('#list-mine [data-item]').first().click();
    const accept = ada.getByRole('button', { name: 'Accept', exact: true });
    const box = ada.getByRole('textbox', { name: 'Your message' });
    await accept.or(box).first().waitFor();
    if (await accept.isVisible()) await accept.click();
    await box.fill('It is, up to three metres of water.');
    await box.press('Enter');
    await visitor.thread.getByText('It is, up to three metres of water.').waitFor();
  });

  it('who has an account signs in first, joins by one press, and switches brands by two, on a phone too', async () => {
    await invite('lea@maison-lumiere.test');
    const lea = (await world.chromium.person({ viewport: PHONE })).page;
    await lea.goto(await linkOf('lea@maison-lumiere.test'));
    await lea.getByRole('link', { name: 'Sign in' }).click();
    await lea.locator('#email').fill('lea@maison-lumiere.test');
    await lea.locator('#password').fill(DEMO_PASSWORD);
    await lea.locator('main button[type=submit]').click();
    await lea.getByRole('button', { name: /Fjord Outfitters$/ }).click();
    await lea.waitForURL(/\/b\/fjord\/desk/);
    for (const [from, to] of [
      ['Fjord Outfitters', 'Maison Lumière'],
      ['Maison Lumière', 'Fjord Outfitters'],
    ]) {
      await lea.locator('.brand-switch summary').click();
      await lea.locator('.brand-switch').getByRole('link', { name: to }).click();
      await lea.locator('.brand-switch summary', { hasText: to }).waitFor();
      await expectNothingOf(lea, from ?? '');
    }
    // From wherever there is no list of brands, the account is one press away, and has it.
    await lea.goto(`${world.url}/account`);
    await lea.getByRole('link', { name: /Maison Lumière/ }).click();
    await lea.waitForURL(/\/b\/maison-lumiere\/desk/);
  });

  it('is taken back, asked before, by the keyboard', async () => {
    await invite('bea@x.test');
    const link = await linkOf('bea@x.test');
    const button = admin.getByRole('button', { name: 'Withdraw the invitation of bea@x.test' }).first();
    await button.focus();
    await admin.keyboard.press('Enter');
    await admin.getByRole('dialog').waitFor();
    expect(await axeFindings(admin)).toEqual([]);
    await admin.keyboard.press('Tab');
    await admin.keyboard.press('Enter');
    await admin.getByText('Invitation withdrawn.').waitFor();
    const { page } = await world.chromium.person({ viewport: PHONE });
    await page.goto(link);
    await page.getByRole('heading', { name: 'Invitation withdrawn' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
  });

  it('is asked for without a script as well: invited, imported, withdrawn', async () => {
    const { page } = await world.chromium.person({ javaScriptEnabled: false, viewport: PHONE });
    await page.goto(`${world.url}/sign-in`);
    await page.locator('#email').fill('admin@fjord.test');
    await page.locator('#password').fill(DEMO_PASSWORD);
    await page.locator('main button[type=submit]').click();
    await page.goto(`${world.url}/b/fjord/admin/invitations/import`);
    const bytes = Buffer.from('email;nom\ncem@x.test;C\xe9m', 'latin1');
    await page.locator('#file').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: bytes });
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText('Cém').waitFor();
    await page.getByRole('button', { name: 'Send 1 invitation' }).click();
    await page.getByText('Invitations sent.').waitFor();
    await page.getByRole('button', { name: 'Withdraw the invitation of cem@x.test' }).first().click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: 'Withdraw the invitation of cem@x.test' })
      .click();
    await page.getByText('Invitation withdrawn.').waitFor();
  });

  it('finds pages that everybody can use', async () => {
    for (const path of ['invitations/new', 'invitations/import', 'members']) {
      await admin.goto(`${world.url}/b/fjord/admin/${path}`);
      expect([path, await axeFindings(admin)]).toEqual([path, []]);
    }
  });

  async function invite(email: string): Promise<void> {
    await admin.goto(`${world.url}/b/fjord/admin/members`);
    await admin.getByRole('link', { name: 'Invite members' }).click();
    await admin.getByLabel('E-mail addresses').fill(email);
    await admin.getByLabel('Advisers').check();
    await admin.getByRole('button', { name: 'Send invitations' }).click();
    await admin.getByText('Invitations sent.').waitFor();
  }

  async function linkOf(email: string): Promise<string> {
    const bodies = () =>
      world.database.query<{ body: string }>(
        'SELECT body FROM account_mails WHERE recipient = $1 AND body IS NOT NULL ORDER BY id DESC',
        [email],
      );
    await until(async () => (await bodies()).length > 0);
    const [row] = await bodies();
    return world.url + (/\/invitations\/[\w-]+/.exec(row?.body ?? '')?.[0] ?? '');
  }

  async function groupsOf(email: string): Promise<number> {
    const rows = await world.database.query(
      `SELECT FROM group_members g JOIN members m ON m.brand_id = g.brand_id AND m.id = g.member_id
       JOIN accounts a ON a.id = m.account_id WHERE a.email = $1`,
      [email],
    );
    return rows.length;
  }

  async function expectNothingOf(page: Page, brand: string): Promise<void> {
    await page.locator('.brand-switch[open]').waitFor({ state: 'detached' });
    expect(await page.locator('body').innerText()).not.toContain(brand);
  }
});
