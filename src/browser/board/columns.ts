import { io } from 'socket.io-client';
import { wordTimes } from '../times.js';
import { board, must } from './page.js';

const REST_MS = 1200;
const SAY_LOST_AFTER_MS = 800;

/** The columns of the board: they follow what happens, and nothing moves under the pointer. */
export class Columns {
  private readonly columns = must('[data-board-columns]');
  private readonly filters = must<HTMLFormElement>('[data-board-filters]');
  private pointedAt = 0;
  private resting: ReturnType<typeof setTimeout> | undefined;
  private asking: AbortController | undefined;
  private shown: () => void = () => undefined;

  constructor() {
    this.columns.addEventListener('pointermove', () => (this.pointedAt = performance.now()));
    this.columns.addEventListener('pointerleave', () => (this.pointedAt = 0));
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
      void this.open(link.href);
    });
    window.addEventListener('popstate', () => location.reload());
  }

  whenShown(shown: () => void): void {
    this.shown = shown;
  }

  /** Follows the brand, and says when it cannot. */
  live(): void {
    const lost = must('[data-lost]');
    let saying: ReturnType<typeof setTimeout> | undefined;
    const auth = { brand: board.dataset.brand, locale: document.documentElement.lang, board: true };
    const socket = io('/member', { transports: ['websocket'], auth, reconnectionDelayMax: 5000 });
    socket.on('hello', () => {
      clearTimeout(saying);
      lost.hidden = true;
      this.soon();
    });
    socket.on('disconnect', () => {
      saying = setTimeout(() => (lost.hidden = false), SAY_LOST_AFTER_MS);
    });
    for (const event of ['board', 'resync']) socket.on(event, () => this.soon());
  }

  /** Shows what holds now, at the same address. */
  async refresh(): Promise<void> {
    const news = await this.fetch(location.href);
    if (news) this.put(news);
  }

  private soon(): void {
    clearTimeout(this.resting);
    const isPointed = this.pointedAt > 0 && performance.now() - this.pointedAt < REST_MS;
    const isBusy = document.querySelector('dialog[open]') !== null;
    if (isPointed || isBusy) this.resting = setTimeout(() => this.soon(), REST_MS);
    else void this.refresh();
  }

  private asked(): string {
    const fields = [...new FormData(this.filters)].filter(([, value]) => value !== '') as [string, string][];
    const query = new URLSearchParams(fields);
    return query.size > 0 ? `${this.filters.action}?${query}` : this.filters.action;
  }

  private async open(address: string): Promise<void> {
    const news = await this.fetch(address);
    if (!news) return location.assign(address);
    if (address !== location.href) history.pushState(null, '', address);
    this.put(news);
    const query = new URL(address).searchParams;
    for (const field of this.filters.elements) {
      if (field instanceof HTMLSelectElement) field.value = query.get(field.name) ?? '';
      if (field instanceof HTMLInputElement) field.checked = query.get(field.name) === field.value;
    }
    must('[data-board-clear]').hidden = query.size === 0;
  }

  private async fetch(address: string): Promise<DocumentFragment | null> {
    this.asking?.abort();
    const mine = (this.asking = new AbortController());
    this.columns.setAttribute('aria-busy', 'true');
    try {
      const headers = { 'HX-Request': 'true', Accept: 'text/html' };
      const answer = await fetch(address, { headers, signal: mine.signal });
      const elsewhere = answer.headers.get('HX-Redirect');
      if (elsewhere) location.assign(elsewhere);
      if (!answer.ok || elsewhere) return null;
      const template = document.createElement('template');
      template.innerHTML = await answer.text();
      wordTimes(template.content);
      return template.content;
    } catch {
      return null;
    } finally {
      if (this.asking === mine) this.columns.removeAttribute('aria-busy');
    }
  }

  /** Columns keep their place and the focus; a row that is as it was stays the same element. */
  private put(news: DocumentFragment): void {
    const focused = document.activeElement?.closest('[data-row]') ? document.activeElement : null;
    const focus = focused && {
      row: focused.closest<HTMLElement>('[data-row]')?.id,
      isBox: focused.matches('input'),
    };
    const next = must('[data-board-columns]', news);
    const known = new Map([...this.columns.querySelectorAll('[data-row]')].map((row) => [row.id, row]));
    for (const row of next.querySelectorAll('[data-row]')) {
      const before = known.get(row.id);
      if (before && before.innerHTML === row.innerHTML && before.className === row.className)
        row.replaceWith(before);
    }
    const scrolled = new Map(
      [...this.columns.querySelectorAll<HTMLElement>('[data-column]')].map((column) => [
        column.dataset.column,
        must('[data-column-rows]', column).scrollTop,
      ]),
    );
    this.columns.replaceChildren(...next.childNodes);
    for (const column of this.columns.querySelectorAll<HTMLElement>('[data-column]'))
      must('[data-column-rows]', column).scrollTop = scrolled.get(column.dataset.column) ?? 0;
    this.shown();
    const row = focus?.row ? document.getElementById(focus.row) : null;
    row?.querySelector<HTMLElement>(focus?.isBox ? 'input' : 'a')?.focus({ preventScroll: true });
  }
}
