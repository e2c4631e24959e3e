import { setTimeout as sleep } from 'node:timers/promises';
import type { Horror } from './horror.js';
import type { Horrors } from './pages.js';
import { until, type Tab } from './tab.js';

/** How long a launcher that must not come is waited for, and a page that may fight. */
const LONG_ENOUGH = 1500;
const MOST_REMOVALS = 10;
const MOST_PRESSES = 3;
const PRESS_AGAIN_MS = 5000;
const ACCEPT = `document.querySelector('[data-accept]')`;
const FIELD = `document.querySelector('[data-composer-fields]:not(:disabled) [data-text-input]')`;

export interface Member {
  /** Answers the conversation that holds this text. */
  answer(text: string, answer: string): Promise<void>;
  /** What the member finds there after a reload. */
  reload(text: string): Promise<string>;
}

/** A visitor writes, a member answers, the visitor reads it, both reload and find it; and the page is as it was. */
export async function mainJob(
  tab: Tab,
  horror: Horror,
  { horrors, member }: { horrors: Horrors; member: Member },
): Promise<void> {
  const { window: size = { width: 1200, height: 800 } } = horror;
  await tab.size(size.width, size.height);
  const frame = tab.needsFrame && horror.breaksDrivers;
  await tab.open(horrors.address(horror, { loader: false, frame }));
  const before = await settled(tab);
  const changed = await change(tab, horror, before);

  await tab.open(horrors.address(horror, { loader: true, frame }));
  if (horror.sandbox && horror.withoutLauncher) return await staysAway(tab, before);
  if (!horror.coversLauncher) await launcher(tab);
  same('with the launcher', before, await settled(tab));
  if (horror.withoutLauncher) return await givesUp(tab, horror, changed);
  same('changed, with the launcher', changed, await change(tab, horror, before));
  await launcher(tab);

  const words = `Hello from a page that ${horror.name}`;
  const answer = `To whom ${horror.name}: welcome`;
  await open(tab);
  // The driver can open the messenger there, but not look into it.
  if (frame) return await opens(tab, changed);
  await accept(tab);
  await pressIn(tab, FIELD);
  await tab.type(words);
  await tab.enter();
  await reads(tab, words);
  await member.answer(words, answer);
  await reads(tab, answer);
  same('with the messenger', changed, await tab.inPage('probe.layout()'));

  if (!horror.forgets)
    await finds(tab, { address: horrors.address(horror, { loader: true, frame }), texts: [words, answer] });
  const found = await member.reload(words);
  for (const text of [words, answer])
    if (!found.includes(text)) throw new Error(`The member finds no "${text}".`);
}

/** What the visitor sees after a reload. */
async function finds(tab: Tab, { address, texts }: { address: string; texts: string[] }): Promise<void> {
  await tab.open(address);
  await until('the messenger after the reload', async () => {
    if ((await tab.inMessenger('document.readyState')) === '') await openIfThere(tab);
    return await tab.inMessenger(holds(texts[0]));
  });
  for (const text of texts) await reads(tab, text);
}

/** Nowhere, too, while the page has only just begun. */
const LAUNCHER = `window.probe ? probe.launcher() : ''`;

function holds(text: string): string {
  return `(document.querySelector('[role=log]') || document.body).textContent.includes(${JSON.stringify(text)}) ? 'yes' : ''`;
}

const reads = (tab: Tab, text: string) =>
  until(`"${text}" in the messenger`, () => tab.inMessenger(holds(text)));

const launcher = (tab: Tab) =>
  until(
    'the launcher',
    () => tab.inPage(LAUNCHER),
    (place) => /^[\d.]+ [\d.]+$/.test(place),
  );

/** The layout once it is the same twice. */
async function settled(tab: Tab): Promise<string> {
  let last = '';
  return await until('a page at rest', async () => {
    const isWhole = (await tab.inPage(`document.readyState`)) === 'complete';
    const now = isWhole ? await tab.inPage('probe.layout()') : '';
    const rests = now !== '' && now === last;
    last = now;
    return rests ? now : '';
  });
}

async function change(tab: Tab, { after }: Horror, before: string): Promise<string> {
  if (!after) return before;
  await tab.inPage(`(function () { ${after} })(), 'done'`);
  await sleep(100);
  return await settled(tab);
}

async function open(tab: Tab): Promise<void> {
  const [x, y] = (await launcher(tab)).split(' ').map(Number);
  await tab.press(x, y);
}

/** Presses again, as a person does, where the content has moved away under the first press. */
async function accept(tab: Tab): Promise<void> {
  for (let times = 0; times < MOST_PRESSES; times += 1) {
    await pressIn(tab, ACCEPT);
    const end = performance.now() + PRESS_AGAIN_MS;
    while (performance.now() < end) {
      if ((await tab.inMessenger(`${FIELD} ? 'yes' : ''`).catch(() => '')) !== '') return;
      await sleep(50);
    }
  }
  throw new Error(
    `Nothing can be written. The messenger shows: ${await tab.inMessenger('document.body.innerText')}`,
  );
}

async function openIfThere(tab: Tab): Promise<void> {
  const place = await tab.inPage(LAUNCHER);
  if (!/^[\d.]+ [\d.]+$/.test(place)) return;
  const [x, y] = place.split(' ').map(Number);
  await tab.press(x, y);
  await sleep(300);
}

/** Presses what stands in the messenger, where it stands on the page, once nothing moves any more. */
async function pressIn(tab: Tab, expression: string): Promise<void> {
  const middle = `(function () {
    var it = ${expression}; if (!it) return '';
    it.scrollIntoView({ block: 'nearest' });
    var r = it.getBoundingClientRect();
    return r.width ? r.left + r.width / 2 + ' ' + (r.top + r.height / 2) : '';
  })()`;
  let last = '';
  const places = await until(`${expression} at rest in the messenger`, async () => {
    const place = await tab.inMessenger(middle);
    const now = place && `${place} ${await tab.inPage('probe.frame()')}`;
    const rests = now !== '' && now === last;
    last = now;
    return rests ? now : '';
  });
  const [x, y, left, top] = places.split(' ').map(Number);
  await tab.press(left + x, top + y);
}

async function opens(tab: Tab, changed: string): Promise<void> {
  await until('the messenger', () => tab.inPage('probe.frame()'));
  same('with the messenger', changed, await settled(tab));
}

async function staysAway(tab: Tab, before: string): Promise<void> {
  await sleep(LONG_ENOUGH);
  same('where the launcher stays away', before, await tab.inPage('probe.layout()'));
  const place = await tab.inPage('probe.launcher()');
  if (place !== '') throw new Error(`A launcher stands at ${place}.`);
}

async function givesUp(tab: Tab, horror: Horror, changed: string): Promise<void> {
  await tab.inPage(`(function () { ${horror.after} })(), 'done'`);
  await sleep(LONG_ENOUGH);
  same('where the launcher gives up', changed, await settled(tab));
  const removals = Number(await tab.inPage('String(window.removals)'));
  if (removals < 2 || removals > MOST_REMOVALS) throw new Error(`It was taken away ${removals} times.`);
}

function same(when: string, expected: string, found: string): void {
  if (expected === found) return;
  const [there, here] = [expected.split('\n'), found.split('\n')];
  const moved = there.flatMap((line, place) => (line === here[place] ? [] : [`- ${line}\n+ ${here[place]}`]));
  throw new Error(
    `The page is not as it was ${when}:\n${moved.slice(0, 5).join('\n')}\n(${there.length} and ${here.length} lines)`,
  );
}
