import { must } from '../workspace/dom.js';
import { ResponseOptions } from './response-options.js';

/** A slash that begins a word, and what of a shortcut stands behind it, up to the caret. */
const SHORTCUT = /(?:^|\s)\/([\p{L}\p{M}\p{N}_-]{0,30})$/u;

/** While a word that begins with a slash is typed: the responses that fit it, above the reply box. */
export class Slash {
  private readonly popup: HTMLElement;
  private readonly status: HTMLElement;
  private readonly options: ResponseOptions;
  /** Where the slash stands. */
  private start: number | null = null;
  private waved: number | null = null;
  private picksWhenFound = false;

  constructor(
    form: HTMLFormElement,
    private readonly input: HTMLTextAreaElement,
    private readonly insert: (body: string, from: number) => void,
  ) {
    this.popup = must('[data-slash]', form);
    this.status = must('[data-slash-status]', form);
    this.options = new ResponseOptions(
      must('#slash-options', form),
      input,
      form.dataset.conversation ?? '',
      ({ count }) => this.found(count),
      (body) => this.put(body),
    );
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-haspopup', 'listbox');
    input.addEventListener('blur', () => this.close());
    input.addEventListener('click', () => this.typed());
  }

  /** After each change of the text. */
  typed(): void {
    const { selectionStart, selectionEnd, value } = this.input;
    const isCaret = selectionStart === selectionEnd;
    const begun = isCaret ? SHORTCUT.exec(value.slice(0, selectionStart))?.[1] : undefined;
    if (begun === undefined) {
      this.waved = null;
      return this.close();
    }
    this.start = selectionStart - begun.length - 1;
    if (this.start === this.waved) return;
    this.options.search(begun);
  }

  /** Whether the key was for the list. */
  pressed(event: KeyboardEvent): boolean {
    const isSure = event.key === 'Enter' || event.key === 'Tab';
    if (event.shiftKey || this.start === null) return false;
    if (isSure && this.options.isSearching) this.picksWhenFound = true;
    else if (this.popup.hidden) return false;
    else if (event.key === 'ArrowDown') this.options.move(1);
    else if (event.key === 'ArrowUp') this.options.move(-1);
    else if (isSure) this.put(this.options.body ?? '');
    else if (event.key === 'Escape') this.wave();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  private found(count: number): void {
    this.show(count > 0);
    const { body } = this.options;
    if (this.picksWhenFound && body !== null) this.put(body);
    this.picksWhenFound = false;
    if (!this.popup.hidden)
      this.status.textContent = this.popup.querySelector('.response-head')?.textContent ?? '';
  }

  private put(body: string): void {
    const from = this.start ?? this.input.selectionStart;
    this.close();
    this.insert(body, from);
  }

  /** Not for this slash. */
  private wave(): void {
    this.waved = this.start;
    this.close();
  }

  private close(): void {
    this.start = null;
    this.picksWhenFound = false;
    this.status.textContent = '';
    this.options.clear();
    this.show(false);
  }

  private show(isShown: boolean): void {
    this.popup.hidden = !isShown;
    if (isShown) this.input.setAttribute('aria-controls', 'slash-options');
    else this.input.removeAttribute('aria-controls');
  }
}
