import { wordTimes } from '../times.js';
import { fetchFragment, fragmentOf, must } from '../workspace/dom.js';

/** The search in the main pane: what is found follows what is typed by htmx, and what is asked stands in the address. */
export class SearchPane {
  /** The addresses whose rows are shown: of the question, and of what was added to it. */
  private shown = [`${location.pathname}${location.search}`];

  constructor(private readonly element: HTMLElement) {
    element.addEventListener('htmx:config:request', ({ detail: { ctx } }) => {
      const fields = ctx.request.body as FormData;
      for (const [name, value] of [...fields]) if (value === '') fields.delete(name);
    });
    element.addEventListener('htmx:before:swap', ({ detail: { ctx } }) => {
      const { action } = ctx.request;
      this.shown = ctx.sourceElement.matches('form') ? [action] : [...this.shown, action];
    });
    element.addEventListener('click', ({ target }) => {
      const toggle = (target as Element).closest('[data-filters-toggle]');
      toggle?.setAttribute('aria-expanded', String(toggle.getAttribute('aria-expanded') !== 'true'));
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
}
