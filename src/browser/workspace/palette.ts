import { onKey } from '../key-presses.js';
import type { Action, Navigation } from './actions.js';
import { desk } from './desk.js';
import { fromTemplate, must } from './dom.js';
import { fitOf, type Candidate } from './fuzzy.js';
import { keyName, wordOf } from './help.js';

const MOST = 30;
const MOST_RECENT = 6;
const SEARCH_AFTER_MS = 200;

/** What one does comes before where one goes. */
const RANKS: Record<Entry['kind'], number> = { action: 0, page: 1, brand: 1, conversation: 2 };

interface Entry {
  /** By which it is known as recent. */
  id: string;
  kind: 'action' | 'conversation' | 'page' | 'brand';
  text: string;
  key?: string;
  run(): void;
}

interface Suggestion {
  url: string;
  name: string;
  excerpt: string;
}

/** One field that reaches every action, page and brand at once, and every conversation one may read by the search. */
export function bindPalette(actions: Action[], navigation: Navigation): void {
  const dialog = must<HTMLDialogElement>('[data-palette]');
  const input = must<HTMLInputElement>('[data-palette-input]', dialog);
  const list = must('[data-palette-options]', dialog);
  const status = must('[data-palette-status]', dialog);
  let entries: Entry[] = [];
  let searching: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  const link = (kind: Entry['kind'], text: string, url: string): Entry => ({
    id: url,
    kind,
    text,
    run: () => (kind === 'conversation' ? navigation.open(url) : location.assign(url)),
  });
  const atHand = (): Entry[] => [
    ...actions
      .filter((action) => action.id !== 'palette' && action.isPossible())
      .map((action) => ({
        id: action.id,
        kind: 'action' as const,
        text: wordOf(action),
        key: keyName(action),
        run: () => action.run(),
      })),
    ...navigation.listed().map(({ text, url }) => link('conversation', text, url)),
    ...linksOf('[data-palette-pages] a').map(([text, url]) => link('page', text, url)),
    ...linksOf('.brand-switch .menu a:not([aria-current])').map(([text, url]) => link('brand', text, url)),
  ];
  const show = (found: Entry[]) => {
    entries = found.slice(0, MOST);
    list.replaceChildren(...entries.map((entry, place) => optionOf(entry, place, dialog)));
    point(0);
  };
  const point = (place: number) => {
    const options = [...list.children] as HTMLElement[];
    for (const [at, option] of options.entries()) option.setAttribute('aria-selected', String(at === place));
    const option = options[place];
    option?.scrollIntoView({ block: 'nearest' });
    if (option) input.setAttribute('aria-activedescendant', option.id);
    else input.removeAttribute('aria-activedescendant');
  };
  const choose = (place: number) => {
    const entry = entries[place];
    if (!entry) return;
    remember(entry.id);
    dialog.close();
    entry.run();
  };
  const look = () => {
    const wanted = input.value.trim();
    const own = wanted === '' ? recentFirst(atHand()) : matching(atHand(), wanted);
    show(own);
    clearTimeout(searching);
    asked += 1;
    status.textContent = wanted === '' ? '' : (dialog.dataset.wordSearching ?? '');
    if (wanted !== '') searching = setTimeout(() => void search(wanted, own, asked), SEARCH_AFTER_MS);
  };
  const search = async (wanted: string, own: Entry[], mine: number) => {
    const found = await suggestions(wanted).catch(() => null);
    if (mine !== asked) return;
    const { wordFailed = '', wordNone = '' } = dialog.dataset;
    if (!found) return void (status.textContent = wordFailed);
    const others = found
      .filter(({ url }) => !own.some(({ id }) => id === url.split('?')[0]))
      .map(({ url, name, excerpt }) =>
        link('conversation', [name, excerpt].filter(Boolean).join(' · '), url),
      );
    if (others.length > 0) {
      const at = selected(list);
      show([...own.slice(0, MOST - others.length), ...others]);
      point(Math.max(at, 0));
    }
    status.textContent = entries.length === 0 ? wordNone : '';
  };

  input.addEventListener('input', look);
  onKey(input, (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && entries.length > 0) point((selected(list) + step + entries.length) % entries.length);
    else if (event.key === 'Enter') choose(selected(list));
    else return;
    event.preventDefault();
  });
  list.addEventListener('click', ({ target }) => {
    const option = (target as Element).closest('[role="option"]');
    if (option) choose([...list.children].indexOf(option));
  });
  must('[data-palette-open]').addEventListener('click', () => {
    input.value = '';
    look();
    dialog.showModal();
    input.focus();
  });
}

function selected(list: HTMLElement): number {
  return [...list.children].findIndex((option) => option.getAttribute('aria-selected') === 'true');
}

function optionOf({ kind, text, key = '' }: Entry, place: number, dialog: HTMLElement): HTMLElement {
  const option = fromTemplate('palette-option');
  option.id = `palette-option-${place}`;
  must('[data-text]', option).textContent = text;
  must('[data-kind]', option).textContent = dialog.getAttribute(`data-word-${kind}`);
  const shortcut = must('[data-key]', option);
  shortcut.textContent = key;
  shortcut.hidden = key === '';
  return option;
}

/** What somebody wrote holds so many words that their beginnings spell anything. */
function candidateOf({ text, kind }: Entry): Candidate {
  return { text, hasAcronym: kind !== 'conversation' };
}

function matching(entries: Entry[], wanted: string): Entry[] {
  return entries
    .map((entry) => ({ entry, fit: fitOf(candidateOf(entry), wanted) }))
    .filter((each): each is { entry: Entry; fit: number } => each.fit !== null)
    .sort((a, b) => RANKS[a.entry.kind] - RANKS[b.entry.kind] || b.fit - a.fit)
    .map(({ entry }) => entry);
}

function linksOf(selector: string): [string, string][] {
  return [...document.querySelectorAll<HTMLAnchorElement>(selector)].map((link) => [
    (link.querySelector('.grow') ?? link).textContent?.trim() ?? '',
    link.pathname,
  ]);
}

async function suggestions(words: string): Promise<Suggestion[]> {
  const answer = await fetch(`${desk.url}/search/suggestions?${new URLSearchParams({ q: words })}`, {
    headers: { Accept: 'application/json' },
  });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return (await answer.json()) as Suggestion[];
}

function recent(): string[] {
  return JSON.parse(localStorage.getItem(desk.place('palette')) ?? '[]') as string[];
}

function remember(id: string): void {
  const ids = [id, ...recent().filter((each) => each !== id)].slice(0, MOST_RECENT);
  localStorage.setItem(desk.place('palette'), JSON.stringify(ids));
}

function recentFirst(entries: Entry[]): Entry[] {
  const ids = recent();
  const rank = ({ id }: Entry) => (ids.includes(id) ? ids.indexOf(id) : MOST_RECENT);
  return [...entries].sort((a, b) => rank(a) - rank(b));
}
