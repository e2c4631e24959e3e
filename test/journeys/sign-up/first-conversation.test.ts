import type { Page } from 'playwright-core';
import { AccountMailRecords } from '../../../src/account-mails/index.js';
import type { RunningApp } from '../../../src/main.js';
import { startApplication } from '../../support/application.js';
import { axeFindings } from '../../support/axe.js';
import { launchChromium, type TestBrowser } from '../../support/chromium.js';
import { freshDatabase } from '../../support/servers/postgres.js';
import { until } from '../../desk/world.js';
import { Acts } from './acts.js';
import { BarePage } from './bare-page.js';

const MOST_ACTS = 40;
const WORDS = {
  en: {
    ...{ messenger: 'Chat with us', accept: 'Accept', message: 'Your message', send: 'Send' },
    ...{ transfer: 'Transfer', transferTitle: 'Transfer conversation' },
    ...{ toDesk: 'Go to the desk', seen: 'Your messenger was seen on your site.' },
  },
  fr: {
    ...{ messenger: 'Discuter avec nous', accept: 'Accepter', message: 'Votre message', send: 'Envoyer' },
    ...{ transfer: 'Transférer', transferTitle: 'Transférer la conversation' },
    ...{ toDesk: 'Aller au pupitre', seen: 'Votre messagerie a été détectée sur votre site.' },
  },
} as const;

describe('a stranger with a site and nothing else', () => {
  let running: RunningApp;
  let chromium: TestBrowser;

  beforeAll(async () => {
    running = await startApplication(await freshDatabase(), { RATE_LIMIT_FACTOR: '10' });
    chromium = await launchChromium();
  });
  afterAll(async () => {
    await chromium?.close();
    await running?.close();
  });

  it.each(['en', 'fr'] as const)(
    'opens a brand, invites a colleague and answers a visitor with them, in %s',
    async (language) => {
      const words = WORDS[language];
      const acts = new Acts();
      const site = await BarePage.open();
      const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
      const founder = await chromium.person({ locale });
      const { page } = founder;
      const email = `founder-${language}@atelier.example`;
      const next = () => acts.press(page.locator('main form button[type=submit]').first());

      await page.goto(`${running.url}/sign-up`);
      expect(await axeFindings(page)).toEqual([]);
      await acts.fill(page.locator('#name'), 'Solène Arnaud');
      await acts.fill(page.locator('#email'), email);
      await acts.fill(page.locator('#password'), 'a cup that is too hot');
      await next();
      await page.waitForURL('**/sign-up/code');
      expect(await axeFindings(page)).toEqual([]);
      await acts.fill(page.locator('#code'), await codeFor(email));
      await next();
      await page.waitForURL('**/sign-up/brand');
      await acts.fill(page.locator('#name'), `Atelier ${language}`);
      await page.waitForFunction(() => document.querySelector<HTMLInputElement>('#slug')?.value !== '');
      expect(await page.locator('#slug').inputValue()).toBe(`atelier-${language}`);
      expect(await axeFindings(page)).toEqual([]);
      await next();
      await page.waitForURL('**/start/site');
      expect(await axeFindings(page)).toEqual([]);
      await acts.fill(page.locator('#address'), site.url);
      await next();
      await page.waitForURL(`**/b/atelier-${language}/start`);
      expect(await axeFindings(page)).toEqual([]);

      site.pasted = await page.locator('#script-tag').inputValue();
      acts.count += 2; // copied, and pasted
      const visitor = (await chromium.person({ locale })).page;
      await visitor.goto(site.url);
      const messenger = visitor.frameLocator('iframe');
      await visitor.getByRole('button', { name: words.messenger }).click();
      await page.getByText(words.seen).waitFor();

      const colleagueAt = `colleague-${language}@atelier.example`;
      await acts.press(page.locator('#steps a[href$="/admin/invitations/new"]'));
      await acts.fill(page.locator('#emails'), colleagueAt);
      expect(await page.locator('[name=groups]').isChecked()).toBe(true);
      await acts.press(page.locator('form .save-bar button[type=submit]'));
      const colleague = (await chromium.person({ locale })).page;
      await colleague.goto(running.url + (await inMail(colleagueAt, /\/invitations\/[\w-]+/)));
      acts.count += 1; // the link in the mail
      await acts.fill(colleague.locator('#name'), 'Karim');
      await acts.fill(colleague.locator('#password'), 'an unlikely sentence');
      await acts.press(colleague.locator('main form button[type=submit]').first());
      await colleague.waitForURL('**/desk');
      await page.goto(`${running.url}/b/atelier-${language}/start`);
      await acts.press(page.getByRole('link', { name: words.toDesk }));
      await page.waitForURL('**/desk');

      await messenger.getByRole('button', { name: words.accept, exact: true }).click();
      await messenger.getByRole('textbox', { name: words.message }).fill('Is the blue bowl back?');
      await messenger.getByRole('button', { name: words.send }).click();
      const [one, other, name] = (await comesTo(page))
        ? [page, colleague, /Karim/]
        : [colleague, page, /Solène/];
      await answer(one, 'It is, since this morning.');
      await acts.press(one.getByRole('button', { name: words.transfer, exact: true }));
      const dialog = one.getByRole('dialog', { name: words.transferTitle });
      await acts.press(dialog.getByRole('radio', { name }));
      await acts.press(dialog.getByRole('button', { name: words.transfer }));
      await answer(other, 'I have put one aside for you.');
      expect(acts.count).toBeLessThan(MOST_ACTS);
      expect(founder.complaints).toEqual([]);
      await site.close();

      /** Whether it is the founder to whom the conversation comes, or the colleague. */
      async function comesTo(desk: Page): Promise<boolean> {
        const item = (each: Page) => each.locator('#list-mine [data-item]');
        await Promise.race([item(desk).waitFor(), item(colleague).waitFor()]);
        return item(desk).isVisible();
      }

      async function answer(desk: Page, text: string): Promise<void> {
        await acts.press(desk.locator('#list-mine [data-item]'));
        await acts.fill(desk.getByRole('textbox', { name: words.message }), text);
        await acts.press(desk.getByRole('button', { name: words.send, exact: true }));
        await messenger.getByText(text).waitFor();
      }
    },
  );

  const codeFor = (email: string) => inMail(email, /\b\d{6}\b/);

  async function inMail(email: string, what: RegExp): Promise<string> {
    const records = running.app.get(AccountMailRecords);
    let found = '';
    await until(async () => {
      const { records: sent } = await records.page({ state: 'sent', before: null });
      const mail = sent.find(({ recipient }) => recipient === email);
      if (mail) found = what.exec((await records.record(mail.id)).composed?.text ?? '')?.[0] ?? '';
      return found !== '';
    });
    return found;
  }
});
