import { onKey } from '../../key-presses.js';
import type { Store } from '../../store.js';
import { showLength } from './length.js';
import { part } from '../page.js';

export interface ComposerOptions {
  store: Store;
  /** Whether the message was taken out of the composer. */
  send: (text: string) => boolean;
  /** At every change that leaves something in the field. */
  changed: () => void;
  /** From time to time while somebody types. */
  typing: () => void;
}

const TYPING_EVERY = 3000;
/** The draft of what begins a conversation. */
const NEW = 'draft:';

/** The field in which visitors write: grows with its text, keeps drafts, sends with Enter. */
export class Composer {
  private readonly form = part<HTMLFormElement>('[data-composer]');
  private readonly field = part<HTMLTextAreaElement>('[data-text-input]');
  private readonly fields = part<HTMLFieldSetElement>('[data-composer-fields]');
  private readonly button = part<HTMLButtonElement>('[type=submit]', this.form);
  private readonly emojiToggle = part<HTMLButtonElement>('[data-emoji-toggle]');
  private readonly emoji = part('[data-emoji]');
  private waits = false;
  private typedAt = 0;
  private draftKey = NEW;

  constructor(private readonly options: ComposerOptions) {
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.submit();
    });
    this.field.addEventListener('input', () => this.changed());
    onKey(this.field, (event) => this.pressed(event));
    this.emojiToggle.addEventListener('click', () => this.showEmoji(this.emoji.hidden !== false));
    this.emoji.addEventListener('click', ({ target }) => this.insertEmoji(target));
    onKey(this.form, (event) => {
      if (event.key !== 'Escape' || this.emoji.hidden) return;
      event.stopPropagation();
      this.showEmoji(false);
      this.emojiToggle.focus();
    });
    // What another tab has written, or sent, of the same conversation.
    options.store.follow('draft:', (text = '', name) => {
      if (name !== this.draftKey || this.field.value === text) return;
      this.field.value = text;
      this.grow();
    });
    document.addEventListener('pointerdown', ({ target }) => {
      if (
        !this.emoji.hidden &&
        target instanceof Element &&
        !target.closest('[data-emoji],[data-emoji-toggle]')
      )
        this.showEmoji(false);
    });
  }

  get isEmpty(): boolean {
    return this.field.value === '';
  }

  enable(enabled: boolean): void {
    this.fields.disabled = !enabled;
    if (!enabled) this.wait(false);
    this.form.classList.toggle('kept', !enabled && this.field.value !== '');
  }

  /** Takes the text along, as into a new conversation. */
  take(): string {
    const text = this.field.value;
    this.field.value = '';
    this.keepDraft();
    this.grow();
    return text;
  }

  focus(): void {
    if (!this.fields.disabled && matchMedia('(hover: hover)').matches) this.field.focus();
  }

  /** Each conversation has its own draft. */
  belongTo(conversationId: string | null): void {
    const key = `draft:${conversationId ?? ''}`;
    if (key !== this.draftKey || this.field.value === '') {
      this.draftKey = key;
      this.field.value = this.options.store.get(key) ?? '';
    }
    this.grow();
  }

  /** What was typed while the first message was on its way goes along into the conversation that it started. */
  moveTo(conversationId: string): void {
    if (this.draftKey !== NEW || this.field.value === '') return;
    const { store } = this.options;
    store.set(NEW, undefined);
    this.draftKey = `draft:${conversationId}`;
    this.field.value = [store.get(this.draftKey), this.field.value].filter(Boolean).join('\n');
    this.keepDraft();
  }

  /** Gives back a text that could not be sent, above what was written since. */
  giveBack(text: string): void {
    this.field.value = [text, this.field.value].filter((piece) => piece !== '').join('\n');
    this.keepDraft();
    this.grow();
    this.focus();
  }

  /** What was to be sent goes when its files have arrived, as it stands then. */
  wait(waits: boolean): void {
    this.waits = waits;
    this.button.ariaBusy = waits ? 'true' : null;
  }

  /** Whatever it waited for is there, or will not come. */
  stopWaiting(sends: boolean): void {
    if (!this.waits) return;
    this.wait(false);
    if (sends) this.send();
  }

  private submit(): void {
    if (this.fields.disabled || !this.send()) return;
    this.showEmoji(false);
    this.field.focus();
  }

  private send(): boolean {
    if (!this.options.send(this.field.value)) return false;
    this.field.value = '';
    this.keepDraft();
    this.grow();
    return true;
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    this.submit();
  }

  private changed(): void {
    this.keepDraft();
    this.grow();
    if (this.field.value !== '') this.options.changed();
    const now = Date.now();
    if (this.field.value === '' || now - this.typedAt < TYPING_EVERY) return;
    this.typedAt = now;
    this.options.typing();
  }

  private keepDraft(): void {
    this.options.store.set(this.draftKey, this.field.value || undefined);
  }

  private grow(): void {
    showLength(this.field);
    this.field.style.blockSize = 'auto';
    if (this.field.value !== '') this.field.style.blockSize = `${Math.min(this.field.scrollHeight, 160)}px`;
  }

  private showEmoji(shown: boolean): void {
    this.emoji.hidden = !shown;
    this.emojiToggle.setAttribute('aria-expanded', String(shown));
    if (shown) this.emoji.querySelector('button')?.focus();
  }

  private insertEmoji(target: EventTarget | null): void {
    const button = target instanceof Element ? target.closest('button') : null;
    if (!button) return;
    this.field.setRangeText(
      button.textContent ?? '',
      this.field.selectionStart,
      this.field.selectionEnd,
      'end',
    );
    this.changed();
    this.field.focus();
  }
}
