import { chromiumTab } from '../../horrors/chromium-tab.js';
import { onHorrors } from '../../horrors/every.js';
import { launchChromium } from '../../support/chromium.js';

onHorrors('Chromium', {
  lanes: 3,
  async open() {
    const chromium = await launchChromium({ isolatesSites: true });
    return { tab: () => chromiumTab(chromium), close: () => chromium.close() };
  },
});
