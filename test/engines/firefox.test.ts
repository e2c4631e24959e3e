import { launch } from 'puppeteer-core';
import { firefoxTab } from '../horrors/firefox-tab.js';
import { onHorrors } from '../horrors/every.js';
import { programs } from './programs.js';

onHorrors('Firefox', {
  lanes: 1,
  tells: true,
  async open() {
    const browser = await launch({
      browser: 'firefox',
      executablePath: programs().firefox,
      headless: true,
      extraPrefsFirefox: { 'intl.accept_languages': 'en-GB, en' },
    });
    return { tab: () => firefoxTab(browser), close: () => browser.close() };
  },
});
