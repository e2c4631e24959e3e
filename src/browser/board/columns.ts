import { Attention } from '../attention.js';
import { htmx } from '../htmx.js';
import { fetchFragment, fragmentOf, must } from '../workspace/dom.js';
import { whenNothingIsPressed } from '../presses.js';
import { updateRows } from '../rows.js';
import { wordTimes } from '../times.js';
import { boardUrl } from './page.js';

/** How often a board behind a dialog looks whether it was closed. */
const DIALOG_MS = 1200;

/** The columns of the board: they follow what happens, and nothing moves under the pointer or a key. */
export class Columns {
  private readonly columns = must('[data-board-columns]');
  private readonly filters = must<HTMLFormElement>('[data-board-filters]');
  private readonly attention = new Attention(this.columns, () => this.soon());
  private resting: ReturnType<typeof setTimeout> | undefined;
  private asking: AbortController | undefined;
  private search = location.search;
  /** What was done here has not been shown yet. */
  private isAwaited = false;
  /** What becomes longer, how long it was, and the address until then. */
  private longer: { column: string; length: number; before: string } | null = null;
  private shown: () => void = () => undefined;

  constructor() {
    must('[data-board-apply]').hidden = true;
    this.filters.addEventListener('change', () => void this.open(this.asked()));
    this.filters.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.open(this.asked());
    });
    document.addEventListener('click', (event) => {
      const link = (event.target as Element).closest<HTMLAnchorElement>('[data-board-link]');
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      void this.open(link.search);
    });
    this.columns.addEventListener('htmx:before:request', ({ detail: { ctx } }) => {
      this.asking?.abort();
      this.beginMore(ctx.sourceElement as HTMLAnchorElement);
    });
    this.columns.addEventListener('htmx:after:swap', ({ detail: { ctx } }) => {
      if ('request' in ctx) this.endMore();
    });
    this.columns.addEventListener('htmx:finally:request', () => {
      if (this.longer) this.search = this.longer.before;
      this.longer = null;
    });
  }

  whenShown(shown: () => void): void {
    this.shown = shown;
  }

  /** Shows what holds now, at the same address: whoever has just done something sees it done. */
  async refresh(): Promise<void> {
    this.isAwaited = true;
    const news = await this.fetch();
    if (news) await this.put(news);
  }

  /** Shows what the address asks for, where that is something else than before. */
  async follow(): Promise<void> {
    if (location.search === this.search) return;
    this.search = location.search;
    this.showFilters();
    const news = await this.fetch();
    if (news) await this.put(news);
    else if (news === null) location.reload();
  }

  /** Something on the board has changed. */
  soon(): void {
    clearTimeout(this.resting);
    if (isAsking()) this.resting = setTimeout(() => this.soon(), DIALOG_MS);
    else void this.refreshInPlace();
  }

  /** Whoever points at a row or goes through them by keys, from before or since the news were asked for, keeps them. */
  private async refreshInPlace(): Promise<void> {
    const news = await this.fetch();
    if (!news) return;
    if (isAsking()) this.soon();
    else if (!this.isAwaited && this.attention.holds()) this.putHeld(news);
    else await this.put(news);
  }

  private asked(): string {
    const fields = [...new FormData(this.filters)].filter(([, value]) => value !== '') as [string, string][];
    const query = new URLSearchParams(fields);
    return query.size > 0 ? `?${query}` : '';
  }

  /** A conversation beside the columns stays there. */
  private async open(search: string): Promise<void> {
    if (search !== location.search) history.pushState(null, '', location.pathname + search);
    await this.follow();
  }

  /** What is asked for meanwhile brings more too. */
  private beginMore(link: HTMLAnchorElement): void {
    const { column = '' } = link.closest<HTMLElement>('[data-column]')?.dataset ?? {};
    this.longer = { column, length: boxesOf(column).length, before: this.search };
    this.search = link.search;
  }

  /** What is new has the focus. */
  private endMore(): void {
    history.replaceState(history.state, '', location.pathname + this.search);
    this.shown();
    if (this.longer) boxesOf(this.longer.column)[this.longer.length]?.focus();
    this.longer = null;
  }

  private showFilters(): void {
    const query = new URLSearchParams(this.search);
    for (const field of this.filters.elements) {
      if (field instanceof HTMLSelectElement) field.value = query.get(field.name) ?? '';
      if (field instanceof HTMLInputElement) field.checked = query.get(field.name) === field.value;
    }
    must('[data-board-clear]').hidden = query.size === 0;
  }

  /** Null where nothing came, undefined where something else was asked for meanwhile. */
  private async fetch(): Promise<string | null | undefined> {
    this.asking?.abort();
    const mine = (this.asking = new AbortController());
    this.columns.setAttribute('aria-busy', 'true');
    try {
      const html = await fetchFragment(boardUrl + this.search, mine.signal);
      await whenNothingIsPressed();
      return mine.signal.aborted ? undefined : html;
    } catch {
      return mine.signal.aborted ? undefined : null;
    } finally {
      if (this.asking === mine) this.columns.removeAttribute('aria-busy');
    }
  }

  /** What has changed shows in its place; what is new comes below, what has gone fades. */
  private putHeld(html: string): void {
    const news = fragmentOf(html);
    wordTimes(news);
    for (const column of this.columns.querySelectorAll<HTMLElement>('[data-column]')) {
      const next = news.querySelector<HTMLElement>(`[data-column="${column.dataset.column}"]`);
      if (!next) continue;
      must('h2', column).replaceChildren(...must('h2', next).childNodes);
      const scroller = must('[data-column-rows]', column);
      const { pointed } = this.attention;
      for (const list of scroller.querySelectorAll<HTMLElement>('[data-group] > ul')) {
        const { group = '' } = list.closest<HTMLElement>('[data-group]')?.dataset ?? {};
        const same = next.querySelector(`[data-group="${group}"] > ul`);
        updateRows(list, [...(same?.children ?? [])] as HTMLElement[], changeRow, { pointed, scroller });
      }
      const known = new Set([...scroller.querySelectorAll<HTMLElement>('[data-group]')].map(groupOf));
      const fresh = [...next.querySelectorAll<HTMLElement>('[data-group]')].filter(
        (group) => !known.has(groupOf(group)),
      );
      const pager = scroller.querySelector('.board-pager');
      for (const group of fresh) scroller.insertBefore(group, pager);
      if (fresh.length > 0) scroller.querySelector('.board-empty')?.remove();
    }
    this.shown();
  }

  /** Columns keep their place and the focus; a row that is as it was stays the same element. */
  private async put(html: string): Promise<void> {
    this.isAwaited = false;
    const focused = document.activeElement;
    for (const gone of this.columns.querySelectorAll('[data-gone]')) gone.remove();
    await htmx.swap({ text: html, sourceElement: this.columns, target: this.columns, swap: 'outerMorph' });
    this.shown();
    if (focused?.id && document.activeElement === document.body)
      document.getElementById(focused.id)?.focus({ preventScroll: true });
  }
}

function boxesOf(column: string): NodeListOf<HTMLElement> {
  return document.querySelectorAll(`[data-column="${column}"] [data-choose]`);
}

function isAsking(): boolean {
  return document.querySelector('dialog[open]') !== null;
}

function groupOf({ dataset }: HTMLElement): string {
  return dataset.group ?? '';
}

/** The box stays, with the focus that may be on it. */
function changeRow(row: HTMLElement, next: HTMLElement): void {
  row.className = next.className;
  const card = must('[data-open]', row);
  const nextCard = must('[data-open]', next);
  if (card.innerHTML !== nextCard.innerHTML) card.replaceChildren(...nextCard.childNodes);
}
