import { mainPane } from '../conversation/main-pane.js';
import { bindPieces, followPieces } from '../conversation/pieces.js';
import { Thread } from '../conversation/thread.js';
import { lookAt } from '../conversation/viewers.js';
import { htmx } from '../htmx.js';
import { whenNothingIsPressed } from '../presses.js';
import { wordTimes } from '../times.js';
import { toast } from '../workspace/alerts.js';
import { ask } from '../workspace/connection.js';
import { desk } from '../workspace/desk.js';
import { fetchFragment, fragmentOf, fromTemplate, must, NotGiven } from '../workspace/dom.js';
import { boardUrl, rows } from './page.js';

/** What follows each other closely is fetched once. */
const TOGETHER_MS = 150;
const PROBLEMS: Record<number, string> = { 403: 'refused', 404: 'missing' };

/** The conversation beside the columns: it stands in the address, follows what happens, and steps through the rows. */
export class Panel {
  private readonly element = must('[data-panel]');
  private opening: AbortController | undefined;
  private planned: ReturnType<typeof setTimeout> | undefined;
  /** Where the open one stands among the rows, or stood. */
  private place = 0;
  private shown: string | null = null;

  constructor(changed: () => void) {
    document.addEventListener('click', (event) => this.clicked(event));
    followPieces((lost) => {
      this.mark();
      if (lost) this.element.focus();
    });
    document.addEventListener('conversation:changed', (event) => {
      const { as } = (event as CustomEvent<{ as: 'changed' | 'closed' }>).detail;
      if (as === 'closed') toast(desk.word('closed'));
      changed();
    });
    this.shown = this.current;
    if (!this.element.hidden) this.bind();
  }

  /** Whose address this is; null without one. */
  get current(): string | null {
    return /\/board\/conversations\/([^/]+)$/.exec(location.pathname)?.[1] ?? null;
  }

  open(id: string): void {
    const address = `${boardUrl}/conversations/${id}${location.search}`;
    if (this.current === null) history.pushState({ isPanel: true, htmx: true }, '', address);
    else history.replaceState(history.state, '', address);
    void this.show();
  }

  leave(): void {
    if ((history.state as { isPanel?: boolean } | null)?.isPanel) return history.back();
    history.pushState(null, '', boardUrl + location.search);
    void this.show();
  }

  /** Shows what the address names. */
  async show(): Promise<void> {
    this.opening?.abort();
    this.shown = this.current;
    if (this.shown === null) return this.hide();
    const mine = (this.opening = new AbortController());
    this.put(fromTemplate('panel-loading'));
    this.element.hidden = false;
    this.mark();
    this.element.focus();
    try {
      this.put(await this.fetch(mine.signal));
    } catch (error) {
      if (mine.signal.aborted) return;
      const status = error instanceof NotGiven ? error.status : 0;
      this.put(fromTemplate(`panel-${PROBLEMS[status] ?? 'failed'}`));
    }
  }

  /** After a step through the browser's history. */
  moved(): void {
    if (this.current !== this.shown) void this.show();
  }

  /** Marks the row, where it is on the board, and how one goes on from here. */
  mark(): void {
    const all = rows();
    const place = all.findIndex((row) => row.dataset.row === this.current);
    if (place !== -1) this.place = place;
    for (const link of document.querySelectorAll('[data-open]')) {
      const isOpen = all[place]?.contains(link) === true;
      if (isOpen) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
    for (const button of this.element.querySelectorAll<HTMLButtonElement>('[data-panel-step]')) {
      button.hidden = false;
      button.disabled = !this.neighbour(button.dataset.panelStep === '1' ? 1 : -1);
    }
  }

  /** The row below or above the open one, or where that one stood. */
  neighbour(by: 1 | -1): HTMLElement | undefined {
    const all = rows();
    const isThere = all[this.place]?.dataset.row === this.current;
    return all[isThere || by === -1 ? this.place + by : this.place];
  }

  /** From now on the socket tells of this conversation; what was missed is fetched. */
  async follow(): Promise<void> {
    const answer = await ask('follow', { conversationIds: desk.current ? [desk.current] : [] }).catch(
      () => null,
    );
    const [followed] = (answer?.conversations ?? []) as { id: string; lastSeq: number }[];
    if (followed?.id === desk.current) await mainPane.thread?.reach(followed.lastSeq);
  }

  /** Something around the entries has changed. */
  soon(): void {
    clearTimeout(this.planned);
    this.planned = setTimeout(() => void this.refresh(), TOGETHER_MS);
  }

  private async refresh(): Promise<void> {
    const { thread } = mainPane;
    if (!thread) return;
    const html = await fetchFragment(this.address('around')).catch(() => null);
    await whenNothingIsPressed();
    if (html === null || thread !== mainPane.thread) return;
    await htmx.swap({ text: html, sourceElement: this.element, swap: 'none' });
  }

  private async fetch(signal?: AbortSignal): Promise<DocumentFragment> {
    const news = fragmentOf(await fetchFragment(this.address('panel'), signal));
    wordTimes(news);
    return news;
  }

  private address(part: 'panel' | 'around'): string {
    return `${location.pathname}/${part}${location.search}`;
  }

  private put(content: Node): void {
    const isFocused = this.element.contains(document.activeElement);
    this.element.replaceChildren(content);
    htmx.process(this.element);
    this.bind();
    if (isFocused) this.element.focus();
  }

  private bind(): void {
    const talk = this.element.querySelector<HTMLElement>('[data-thread]');
    mainPane.thread = talk ? new Thread(talk) : null;
    mainPane.reply = null;
    bindPieces();
    lookAt(desk.current);
    this.mark();
    void this.follow();
  }

  private hide(): void {
    const link = document.querySelector<HTMLElement>('[data-open][aria-current]');
    this.element.hidden = true;
    this.put(new DocumentFragment());
    (link ?? must('#main')).focus();
  }

  private clicked(event: MouseEvent): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    const target = event.target as Element;
    const row = target.closest('[data-open]')?.closest<HTMLElement>('[data-row]');
    const isLeaving = target.closest('[data-panel-leave]') !== null;
    if (row ?? isLeaving) event.preventDefault();
    if (row?.dataset.row) this.open(row.dataset.row);
    if (isLeaving) this.leave();
    if (target.closest('[data-panel-retry]')) void this.show();
    const step = target.closest<HTMLElement>('[data-panel-step]')?.dataset.panelStep;
    const next = step && this.neighbour(step === '1' ? 1 : -1)?.dataset.row;
    if (next) this.open(next);
  }
}
