import { wordTimes } from '../times.js';
import { fetchFragment, fragmentOf, must } from '../workspace/dom.js';

const REST_MS = 250;

/** The search in the main pane: what is asked stands in the address, and what is found follows what is typed. */
export class SearchPane {
  private readonly form: HTMLFormElement;
  private readonly results: HTMLElement;
  private readonly failed: HTMLElement;
  private asking: AbortController | undefined;
  private resting: ReturnType<typeof setTimeout> | undefined;
  /** The addresses whose rows are shown: of the question, and of what was added to it. */
  private shown = [`${location.pathname}${location.search}`];

  constructor(private readonly element: HTMLElement) {
    this.form = must<HTMLFormElement>('[data-search-form]', element);
    this.results = must('[data-search-results]', element);
    this.failed = must('[data-search-failed]', element);
    this.form.addEventListener('input', ({ target }) => this.typed(target as HTMLInputElement));
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.ask();
    });
    must('[data-search-retry]', element).addEventListener('click', () => void this.ask());
    must('[data-filters-toggle]', element).addEventListener('click', () => this.toggleFilters());
    this.results.addEventListener('click', (event) => {
      const more = (event.target as Element).closest<HTMLAnchorElement>('[data-more-link]');
      if (!more) return;
      event.preventDefault();
      void this.showMore(more.href);
    });
  }

  focus(): void {
    must<HTMLInputElement>('[data-search-words]', this.element).select();
  }

  /** Somebody who may be among those found goes by another name: their rows say so where they stand, and nothing moves. */
  async renew(): Promise<void> {
    const { shown } = this;
    for (const address of shown) {
      const html = await fetchFragment(address).catch(() => null);
      if (html === null || this.shown !== shown) return;
      const news = fragmentOf(html);
      wordTimes(news);
      for (const row of news.querySelectorAll('.found')) {
        const present = document.getElementById(row.id);
        if (present && present.textContent !== row.textContent) present.replaceChildren(...row.childNodes);
      }
    }
  }

  private typed(field: HTMLInputElement): void {
    clearTimeout(this.resting);
    const isTyped = field.type === 'search' || field.type === 'text';
    this.resting = setTimeout(() => void this.ask(), isTyped ? REST_MS : 0);
  }

  private async ask(): Promise<void> {
    clearTimeout(this.resting);
    const address = this.address();
    const news = await this.fetch(address);
    if (!news) return;
    history.replaceState(null, '', address);
    this.shown = [address];
    this.results.replaceChildren(...must('[data-search-results]', news).childNodes);
    this.results.scrollTop = 0;
    const toggle = must('[data-filters-toggle]', this.element);
    const isOpen = toggle.getAttribute('aria-expanded');
    toggle.replaceChildren(...must('[data-filters-toggle]', news).childNodes);
    toggle.setAttribute('aria-expanded', isOpen ?? 'false');
  }

  private async showMore(address: string): Promise<void> {
    const news = await this.fetch(address);
    if (!news) return;
    this.shown.push(address);
    const rows = [...must('[data-found]', news).children];
    must('[data-found]', this.results).append(...rows);
    const next = news.querySelector('[data-more]');
    must('[data-more]', this.results).replaceWith(...(next ? [next] : []));
    rows[0]?.querySelector('a')?.focus();
  }

  /** The page with what is at this address; null where a later question came first, or nothing came. */
  private async fetch(address: string): Promise<DocumentFragment | null> {
    this.asking?.abort();
    const mine = (this.asking = new AbortController());
    this.results.setAttribute('aria-busy', 'true');
    try {
      const news = fragmentOf(await fetchFragment(address, mine.signal));
      wordTimes(news);
      this.failed.hidden = true;
      return news;
    } catch {
      if (!mine.signal.aborted) this.failed.hidden = false;
      return null;
    } finally {
      if (this.asking === mine) this.results.removeAttribute('aria-busy');
    }
  }

  private address(): string {
    const fields = [...new FormData(this.form)].filter(([, value]) => value !== '') as [string, string][];
    const query = new URLSearchParams(fields);
    return query.size > 0 ? `${this.form.action}?${query}` : this.form.action;
  }

  private toggleFilters(): void {
    const toggle = must('[data-filters-toggle]', this.element);
    const isOpen = toggle.getAttribute('aria-expanded') !== 'true';
    toggle.setAttribute('aria-expanded', String(isOpen));
  }
}
