import { onKey } from '../key-presses.js';
import { must } from '../workspace/dom.js';
import { ResponseOptions, type Found } from './response-options.js';

/** The search among all canned responses, with what would be inserted beside it. */
export class ResponseSearch {
  private readonly panel: HTMLElement;
  private readonly toggle: HTMLElement;
  private readonly field: HTMLInputElement;
  private readonly list: HTMLElement;
  private readonly options: ResponseOptions;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly input: HTMLTextAreaElement,
    private readonly insert: (body: string) => void,
  ) {
    this.panel = must('[data-responses]', form);
    this.toggle = must('[data-responses-open]', form);
    this.field = must<HTMLInputElement>('[data-responses-input]', form);
    this.list = must('#response-options', form);
    this.options = new ResponseOptions(
      this.list,
      this.field,
      form.dataset.conversation ?? '',
      (found) => this.found(found),
      (body) => this.put(body),
    );
    this.toggle.addEventListener('click', () => (this.panel.hidden ? this.open() : this.close()));
    must('[data-responses-close]', form).addEventListener('click', () => this.close());
    this.field.addEventListener('input', () => this.options.search(this.field.value));
    this.list.addEventListener('marked', () => this.preview());
    onKey(this.panel, (event) => this.pressed(event));
    document.addEventListener('pointerdown', ({ target }) => {
      const isInside = this.panel.contains(target as Node) || this.toggle.contains(target as Node);
      if (!this.panel.hidden && !isInside) this.hide();
    });
  }

  private open(): void {
    this.panel.hidden = false;
    this.toggle.setAttribute('aria-expanded', 'true');
    must<HTMLButtonElement>('[data-leaves]', this.form).disabled = this.input.value.trim() === '';
    this.field.value = '';
    this.field.focus();
    this.options.search('');
  }

  private close(): void {
    this.hide();
    this.input.focus();
  }

  private hide(): void {
    this.panel.hidden = true;
    this.toggle.setAttribute('aria-expanded', 'false');
    this.field.setAttribute('aria-expanded', 'false');
    this.options.clear();
  }

  private pressed(event: KeyboardEvent): void {
    const isInField = event.target === this.field;
    if (event.key === 'Escape') this.close();
    else if (event.key === 'ArrowDown' && isInField) this.options.move(1);
    else if (event.key === 'ArrowUp' && isInField) this.options.move(-1);
    else if (event.key === 'Enter' && isInField) this.putMarked();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private found({ count, hint }: Found): void {
    this.field.setAttribute('aria-expanded', String(count > 0));
    must('[data-responses-hint]', this.form).textContent = hint;
    if (count === 0) this.preview();
  }

  private preview(): void {
    must('[data-responses-preview]', this.form).textContent = this.options.body ?? '';
  }

  private putMarked(): void {
    const { body } = this.options;
    if (body !== null && !this.options.isSearching) this.put(body);
  }

  private put(body: string): void {
    this.close();
    this.insert(body);
  }
}
