import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Builder, Capabilities } from 'selenium-webdriver';
import { onHorrors } from '../horrors/every.js';
import { webkitTab } from '../horrors/webkit-tab.js';
import { freePort } from '../support/servers/free-port.js';
import { programs } from './programs.js';

const DISPLAY = ':97';
const START_PATIENCE = 15_000;
const QUITS_WITHIN = 5_000;

onHorrors('WebKit', {
  lanes: 1,
  tells: true,
  async open(origin) {
    const { display, driver: program, browser } = programs();
    const screen = spawn(display, [DISPLAY, '-screen', '0', '1600x1200x24'], { stdio: 'ignore' });
    const port = await freePort();
    // No GPU and no sandbox of its own: neither is there on a machine of tests.
    const env = {
      ...process.env,
      DISPLAY,
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
      LIBGL_ALWAYS_SOFTWARE: '1',
      LANG: 'en_GB.UTF-8',
    };
    const server = spawn(program, [`--port=${port}`], { stdio: 'ignore', env });
    await listening(`http://127.0.0.1:${port}/status`);
    const capabilities = new Capabilities({
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
    });
    const driver = await new Builder()
      .usingServer(`http://127.0.0.1:${port}`)
      .withCapabilities(capabilities)
      .build();
    return {
      tab: () => webkitTab(driver, origin),
      async close() {
        await Promise.race([driver.quit().catch(() => undefined), sleep(QUITS_WITHIN)]);
        server.kill('SIGKILL');
        screen.kill();
      },
    };
  },
});

async function listening(address: string): Promise<void> {
  const end = performance.now() + START_PATIENCE;
  while (performance.now() < end) {
    if (await fetch(address).catch(() => undefined)) return;
    await sleep(100);
  }
  throw new Error(`WebKitWebDriver does not answer at ${address}.`);
}
