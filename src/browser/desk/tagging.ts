import { onKey } from '../key-presses.js';
import { htmx } from '../htmx.js';
import { fetchFragment, fragmentOf, must } from '../workspace/dom.js';

/** The tags of the open conversation: a field that filters, a list in which Enter presses what puts one there or takes it away. */
export class Tagging {
  private readonly url: string;
  private readonly toggle: HTMLElement;
  private readonly menu: HTMLElement;
  private readonly field: HTMLInputElement;
  private readonly list: HTMLElement;
  private readonly hint: HTMLElement;
  private isFetched = false;

  constructor(root: HTMLElement) {
    this.url = root.dataset.tagging ?? '';
    this.toggle = must('[data-tag-open]', root);
    this.menu = must('[data-tag-menu]', root);
    this.field = must<HTMLInputElement>('[data-tag-input]', root);
    this.list = must('[data-tag-options]', root);
    this.hint = must('[data-tag-hint]', root);
    this.toggle.addEventListener('click', () => (this.menu.hidden ? void this.open() : this.close()));
    this.field.addEventListener('input', () => this.filter());
    onKey(this.field, (event) => this.pressed(event));
    // What is pressed here never takes the focus with it when it goes, which would close the menu.
    this.menu.addEventListener('click', () => this.field.focus(), true);
    this.list.addEventListener('pointerdown', (event) => event.preventDefault());
    this.list.addEventListener('htmx:after:swap', () => void this.changed());
    this.list.addEventListener('refused', (event) => {
      event.stopPropagation();
      this.hint.textContent = (event as CustomEvent<string>).detail;
    });
    root.addEventListener('focusout', ({ relatedTarget }) => {
      if (!this.menu.contains(relatedTarget as Node) && relatedTarget !== this.toggle) this.hide();
    });
  }

  private async open(): Promise<void> {
    this.menu.hidden = false;
    this.toggle.setAttribute('aria-expanded', 'true');
    this.field.value = '';
    this.field.focus();
    this.isFetched = false;
    await this.fetch();
  }

  private close(): void {
    this.hide();
    this.toggle.focus();
  }

  private hide(): void {
    this.menu.hidden = true;
    this.toggle.setAttribute('aria-expanded', 'false');
    this.list.replaceChildren();
    this.menu.querySelector('[data-failed]')?.remove();
    this.hint.textContent = '';
  }

  private async fetch(): Promise<void> {
    const html = await fetchFragment(this.url).catch(() => null);
    if (this.menu.hidden) return;
    this.list.replaceChildren(fragmentOf(html ?? ''));
    htmx.process(this.list);
    this.isFetched = true;
    this.filter();
    if (html === null) this.hint.textContent = this.hint.dataset.wordFailed ?? '';
  }

  /** Shows those whose names hold what is typed, and what else could be made of it. */
  private filter(): void {
    const typed = this.field.value.trim();
    const wanted = folded(typed);
    for (const option of this.list.querySelectorAll<HTMLElement>('[data-tag]'))
      option.hidden = !folded(option.textContent ?? '').includes(wanted);
    const names = [...this.list.querySelectorAll('[data-tag]')].map(({ textContent }) =>
      folded(textContent ?? ''),
    );
    const fresh = this.list.querySelector<HTMLElement>('[data-tag-new]');
    if (fresh) {
      fresh.hidden = typed === '' || names.includes(wanted);
      must('[data-name]', fresh).textContent = typed;
    }
    this.hint.textContent =
      this.isFetched && this.shown.length === 0 ? (this.hint.dataset.wordNone ?? '') : '';
    this.field.setAttribute('aria-expanded', String(this.shown.length > 0));
    this.mark(this.shown[0]);
  }

  private pressed(event: KeyboardEvent): void {
    const place = this.shown.findIndex((option) => option.id === this.marked);
    const { length } = this.shown;
    if (event.key === 'ArrowDown') this.mark(this.shown[(place + 1) % length]);
    else if (event.key === 'ArrowUp') this.mark(this.shown[(place - 1 + length) % length]);
    else if (event.key === 'Escape') this.close();
    else if (event.key === 'Enter') {
      this.shown[place]?.click();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** The next one can be looked for. */
  private async changed(): Promise<void> {
    if (this.menu.hidden) return;
    this.field.value = '';
    await this.fetch();
  }

  private mark(option: HTMLElement | undefined): void {
    for (const each of this.list.children) each.toggleAttribute('data-marked', each === option);
    if (option) this.field.setAttribute('aria-activedescendant', option.id);
    else this.field.removeAttribute('aria-activedescendant');
    option?.scrollIntoView({ block: 'nearest' });
  }

  private get marked(): string | null {
    return this.field.getAttribute('aria-activedescendant');
  }

  private get shown(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>('[role="option"]:not([hidden])')];
  }
}

/** Small letters without accents: "delai" finds "Délai". */
function folded(text: string): string {
  return text.trim().normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
