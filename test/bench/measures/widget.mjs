import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumExecutable } from '../../support/need-chromium.mjs';
import { ROOT } from '../support/database.mjs';
import { sleep } from '../support/measure.mjs';

/** Q7 to Q9: what a visitor's page loads before a click, what the open messenger loads, and what it asks for while idle. */
export async function widget({ port, idleSeconds }) {
  const dataDir = await mkdtemp(join(ROOT, '.data', 'bench', 'demo-'));
  const shop = await startDemo({ port, dataDir });
  const executablePath = await chromiumExecutable();
  const { default: packaged } = await import('@sparticuz/chromium');
  const browser = await chromium.launch({
    executablePath,
    args: [...packaged.args, '--no-sandbox', '--host-resolver-rules=MAP *.localhost 127.0.0.1'],
  });
  try {
    const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
    const traffic = watch(page, `http://localhost:${port}`);
    await page.goto(`http://shop.localhost:${port + 1}/fjord/`);
    const launcher = page.getByRole('button', { name: 'Chat with us' });
    await launcher.waitFor();
    await sleep(2000);
    const before = await traffic();
    await launcher.click();
    await page.frameLocator('iframe').getByRole('textbox').first().waitFor();
    await sleep(2000);
    const opened = await traffic();
    await sleep(idleSeconds * 1000);
    const idle = await traffic();
    return {
      before,
      opened: { bytes: opened.bytes - before.bytes, requests: opened.requests - before.requests },
      idlePerMinute: ((idle.requests - opened.requests) * 60) / idleSeconds,
    };
  } finally {
    await browser.close();
    await shop.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Requests to the product, a WebSocket counting as one, and the bytes of their bodies as sent. */
function watch(page, origin) {
  const requests = [];
  let sockets = 0;
  page.on('request', (request) => request.url().startsWith(origin) && requests.push(request));
  page.on('websocket', () => (sockets += 1));
  return async () => {
    const sizes = await Promise.all(
      requests.map((request) => request.sizes().catch(() => ({ responseBodySize: 0 }))),
    );
    const bytes = sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
    return { bytes, requests: requests.length + sockets, urls: requests.map((request) => request.url()) };
  };
}

async function startDemo({ port, dataDir }) {
  const child = spawn(process.execPath, ['dist/start/start.js'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, PORT: String(port), DATA_DIR: dataDir, NODE_ENV: 'production', DEMO: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (said += chunk));
  process.once('exit', () => child.kill('SIGKILL'));
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The demo did not start.\n${said}`);
    const answer = await fetch(`http://localhost:${port + 1}/fjord/`).catch(() => undefined);
    if (answer?.ok) break;
    await sleep(100);
  }
  return {
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}
