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
    ...{ toDesk: 'Go to the desk', seen: 'Your messenger was seen on your site.', close: 'Close' },
  },
  fr: {
    ...{ messenger: 'Discuter avec nous', accept: 'Accepter', message: 'Votre message', send: 'Envoyer' },
    ...{
      toDesk: 'Aller au pupitre',
      seen: 'Votre messagerie a été détectée sur votre site.',
      close: 'Clôturer',
    },
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

  it.each(['en', 'fr'] as const)('answers a first visitor, in %s', async (language) => {
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
    await acts.press(page.getByRole('link', { name: words.toDesk }));
    await page.waitForURL('**/desk');

    await messenger.getByRole('button', { name: words.accept, exact: true }).click();
    await messenger.getByRole('textbox', { name: words.message }).fill('Is the blue bowl back?');
    await messenger.getByRole('button', { name: words.send }).click();
    await acts.press(page.locator('#list-mine [data-item]'));
    await acts.fill(page.getByRole('textbox', { name: words.message }), 'It is, since this morning.');
    await acts.press(page.getByRole('button', { name: words.send, exact: true }));
    await messenger.getByText('It is, since this morning.').waitFor();
    expect(acts.count).toBeLessThan(MOST_ACTS);
    expect(founder.complaints).toEqual([]);
    await site.close();
  });

  async function codeFor(email: string): Promise<string> {
    const records = running.app.get(AccountMailRecords);
    let code = '';
    await until(async () => {
      const { records: sent } = await records.page({ state: 'sent', before: null });
      const mail = sent.find(({ recipient }) => recipient === email);
      if (mail) code = /\b\d{6}\b/.exec((await records.record(mail.id)).composed?.text ?? '')?.[0] ?? '';
      return code !== '';
    });
    return code;
  }
});
