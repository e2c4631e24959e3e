import { mkdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';
import { LastWords } from './last-words.js';

const PICTURES = join(import.meta.dirname, '..', '..', '.data', 'pictures');

/** A Chromium in which people open pages, each with cookies and storage of their own. */
export interface TestBrowser {
  browser: Browser;
  /** One person with one page; ask twice for two people at once. */
  person(options?: BrowserContextOptions): Promise<Person>;
  close(): Promise<void>;
}

export interface Person {
  context: BrowserContext;
  page: Page;
  /** What the page complained about: errors of scripts, refusals of the Content-Security-Policy. */
  complaints: string[];
  lastWords: LastWords;
  /** Takes a picture under .data/pictures/ and gives its path. */
  picture(name: string): Promise<string>;
}

/**
 * Launches the Chromium of the tests; `shop.localhost` and every other `*.localhost` lead to this machine. A process for
 * each site of a page, as on computers, takes a fifth of all the time: where it makes no difference, pages share one, as
 * they do on phones.
 */
export async function launchChromium({ isolatesSites = false } = {}): Promise<TestBrowser> {
  const browser = await chromium.launch({
    executablePath: await program(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--in-process-gpu',
      ...(isolatesSites ? [] : ['--disable-site-isolation-trials']),
      '--host-resolver-rules=MAP *.localhost 127.0.0.1',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
    ignoreDefaultArgs: (await hasSharedMemory()) ? ['--disable-dev-shm-usage'] : [],
    headless: true,
  });
  const people: Person[] = [];
  globalThis.onTestFailure = async (test) => {
    for (const [number, person] of people.entries()) {
      await person.picture(`failed ${test} ${number + 1}`).catch(() => undefined);
    }
    return people.map(({ lastWords }) => lastWords.told()).join('\n');
  };
  return {
    browser,
    async person(options = {}) {
      const person = await openPerson(browser, options);
      people.push(person);
      return person;
    },
    async close() {
      globalThis.onTestFailure = undefined;
      await browser.close();
    },
  };
}

async function openPerson(browser: Browser, options: BrowserContextOptions): Promise<Person> {
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    viewport: { width: 1440, height: 900 },
    // A click waits for what it is on to rest, but not for the frame around it.
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (/content.security.policy/i.test(message.text())) complaints.push(message.text());
  });
  const lastWords = new LastWords(page);
  return { context, page, complaints, lastWords, picture: (name) => picture(page, name) };
}

async function picture(page: Page, name: string): Promise<string> {
  await mkdir(PICTURES, { recursive: true });
  const path = join(PICTURES, `${name.replace(/[^\w]+/g, '-').slice(0, 120)}.png`);
  await page.screenshot({ path });
  return path;
}

/** Whether what processes share may lie in memory; containers often leave next to none for it, and it goes into files. */
async function hasSharedMemory(): Promise<boolean> {
  const { bavail, bsize } = await statfs('/dev/shm').catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize > 512 * 1024 * 1024;
}

/** Not with the package's own arguments: they turn off the same-origin policy, which our tests rely on. */
async function program(): Promise<string> {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs20.x';
  const { default: packaged } = await import('@sparticuz/chromium');
  return packaged.executablePath();
}

declare global {
  var onTestFailure: ((test: string) => Promise<string>) | undefined;
}
