import { must } from '../workspace/dom.js';
import type { Thread } from '../conversation/thread.js';

interface Hit {
  seq: number;
  /** As they are written there. */
  words: string[];
}

/** What a search has found in the open conversation: each hit in turn, with its words marked. It begins with the latest. */
export class Finds {
  private readonly hits: Hit[];
  private readonly names: string[];
  private readonly place: HTMLElement;
  private readonly previous: HTMLButtonElement | null;
  private readonly next: HTMLButtonElement | null;
  private at: number;

  constructor(
    private readonly element: HTMLElement,
    private readonly thread: Thread,
  ) {
    this.hits = JSON.parse(element.dataset.finds ?? '[]') as Hit[];
    this.names = JSON.parse(element.dataset.findsNames ?? '[]') as string[];
    this.at = this.hits.length - 1;
    this.place = must('[data-finds-place]', element);
    this.previous = element.querySelector('[data-finds-previous]');
    this.next = element.querySelector('[data-finds-next]');
    this.previous?.addEventListener('click', () => void this.show(this.at - 1));
    this.next?.addEventListener('click', () => void this.show(this.at + 1));
    must('[data-finds-close]', element).addEventListener('click', () => this.close());
    this.markName();
    void this.show(this.at);
  }

  /** What was looked for in the visitor's name, also after the head was shown anew. */
  markName(): void {
    const name = document.querySelector<HTMLElement>('[data-visitor-name]');
    if (name && this.element.isConnected) markWords(name, this.names);
  }

  private async show(at: number): Promise<void> {
    const hit = this.hits.at(at);
    if (!hit || at < 0) return;
    this.at = at;
    if (this.previous) this.previous.disabled = at === 0;
    if (this.next) this.next.disabled = at === this.hits.length - 1;
    const entry = await this.thread.reveal(hit.seq);
    if (this.at !== at) return;
    const { wordPlace = '', wordFailed = '' } = this.element.dataset;
    this.place.textContent = entry
      ? wordPlace.replace('__at__', String(at + 1)).replace('__count__', String(this.hits.length))
      : wordFailed;
    for (const each of document.querySelectorAll('.entry.found-here')) each.classList.remove('found-here');
    if (!entry) return;
    mark(entry, hit.words);
    entry.classList.add('found-here');
    entry.scrollIntoView({ block: 'center' });
  }

  private close(): void {
    for (const each of document.querySelectorAll('.entry.found-here')) each.classList.remove('found-here');
    for (const word of document.querySelectorAll('#thread mark, [data-visitor-name] mark'))
      word.replaceWith(...word.childNodes);
    this.element.remove();
    history.replaceState(null, '', location.pathname);
    must('#main').focus();
  }
}

function mark(entry: HTMLElement, words: readonly string[]): void {
  for (const bubble of entry.querySelectorAll<HTMLElement>('.bubble')) markWords(bubble, words);
}

function markWords(within: HTMLElement, words: readonly string[]): void {
  if (within.querySelector('mark')) return;
  const texts = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  while (texts.nextNode()) nodes.push(texts.currentNode as Text);
  for (const node of nodes) markIn(node, words);
}

function markIn(node: Text, words: readonly string[]): void {
  let rest = node;
  for (let hit = firstOf(rest.data, words); hit; hit = firstOf(rest.data, words)) {
    const found = rest.splitText(hit.at);
    rest = found.splitText(hit.word.length);
    const marked = document.createElement('mark');
    found.replaceWith(marked);
    marked.append(found);
  }
}

/** The longest of those that stand first. */
function firstOf(text: string, words: readonly string[]): { at: number; word: string } | null {
  let first: { at: number; word: string } | null = null;
  for (const word of words) {
    const at = text.indexOf(word);
    if (at === -1) continue;
    if (!first || at < first.at || (at === first.at && word.length > first.word.length)) first = { at, word };
  }
  return first;
}
