import { onKey } from '../key-presses.js';
import { isTooLong } from '../message-length.js';
import { Attachments } from './attachments.js';
import { ask } from '../workspace/connection.js';
import { refusalWord } from '../workspace/desk.js';
import { must } from '../workspace/dom.js';
import { Drafts, type Kind } from './drafts.js';
import { bindEmoji } from './emoji.js';
import { Mentioning } from './mentioning.js';
import { ResponseSearch } from './response-search.js';
import { send } from './sending.js';
import { Slash } from './slash.js';
import { unsent } from './outbox.js';

const SAY_TYPING_EVERY_MS = 2500;

/**
 * The reply box of the open conversation, for messages and private notes: Enter sends, Shift and Enter break the line,
 * what is written survives a reload, each kind by itself.
 */
export class Reply {
  private readonly conversationId: string;
  private readonly input: HTMLTextAreaElement;
  private readonly attachments: Attachments;
  private readonly drafts: Drafts;
  private readonly mentioning: Mentioning;
  private readonly words: Record<Kind, { label: string; hint: string }>;
  private kind: Kind = 'message';
  private readonly slash: Slash;
  private saidTyping = -Infinity;
  private saysTooLong = false;

  constructor(readonly form: HTMLFormElement) {
    this.conversationId = form.dataset.conversation ?? '';
    this.input = must<HTMLTextAreaElement>('[data-text-input]', form);
    this.drafts = new Drafts(this.conversationId);
    this.attachments = new Attachments(form, this.conversationId, this.drafts);
    this.mentioning = new Mentioning(form, this.input, this.drafts);
    const { labelNote = '', hintNote = '' } = this.input.dataset;
    this.words = {
      message: { label: this.input.ariaLabel ?? '', hint: this.input.placeholder },
      note: { label: labelNote, hint: hintNote },
    };
    this.slash = new Slash(form, this.input, (response, from) => this.insertResponse(response, from));
    new ResponseSearch(form, this.input, (response) => this.insertResponse(response));
    form.addEventListener('submit', (event) => {
      if (event.submitter?.hasAttribute('data-leaves')) return;
      event.preventDefault();
      this.submit();
    });
    onKey(this.input, (event) => this.pressed(event));
    this.input.addEventListener('input', () => this.changed());
    bindEmoji(form, (emoji) => this.insert(emoji));
    this.bindKinds();
    this.turnTo(this.firstKind());
  }

  focus(): void {
    this.input.focus();
  }

  /** Puts a text where one writes. */
  insert(text: string): void {
    this.input.setRangeText(text, this.input.selectionStart, this.input.selectionEnd, 'end');
    this.changed();
    this.focus();
  }

  /** What another tab has kept at this place of the browser's storage: it has written on, or sent what was written. */
  follow(place: string): void {
    const changed = this.drafts.kindAt(place);
    if (!changed) return;
    if (!changed.isText) return this.attachments.follow(changed.kind);
    const text = this.drafts.text(this.kind);
    if (changed.kind !== this.kind || this.input.value === text) return;
    this.input.value = text;
    this.checkLength();
  }

  /** From now on a message or a note is written. */
  write(kind: Kind): void {
    if (!this.offers(kind)) return;
    this.turnTo(kind);
    this.focus();
  }

  offers(kind: Kind): boolean {
    return this.form.querySelector(`[data-kinds] [value="${kind}"]`) !== null;
  }

  private bindKinds(): void {
    const kinds = must('[data-kinds]', this.form);
    kinds.hidden = false;
    kinds.addEventListener('click', ({ target }) => {
      const button = (target as Element).closest('button');
      if (button) this.write(button.value as Kind);
    });
  }

  /** The one that is begun, else what suits whose conversation it is. */
  private firstKind(): Kind {
    const suits = this.form.dataset.kind as Kind;
    const other = suits === 'note' ? 'message' : 'note';
    return this.offers(other) && !this.drafts.isBegun(suits) && this.drafts.isBegun(other) ? other : suits;
  }

  private turnTo(kind: Kind): void {
    this.kind = kind;
    this.form.dataset.kind = kind;
    this.input.value = this.drafts.text(kind);
    this.input.ariaLabel = this.words[kind].label;
    this.input.placeholder = this.words[kind].hint;
    for (const button of must('[data-kinds]', this.form).querySelectorAll('button')) {
      button.setAttribute('aria-pressed', String(button.value === kind));
    }
    this.attachments.turnTo(kind);
    this.mentioning.isOn = kind === 'note';
    this.mentioning.close();
    this.checkLength();
  }

  private pressed(event: KeyboardEvent): void {
    if (this.slash.pressed(event)) return;
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    this.submit();
  }

  private submit(): void {
    if (this.attachments.isBusy) return void this.submitOnceArrived(this.kind);
    const body = this.input.value.trim();
    if (body === '' && this.attachments.files.length === 0) return;
    const tooLong = isTooLong(body);
    this.sayTooLong(tooLong);
    if (tooLong) return;
    const { files } = this.attachments;
    const { kind } = this;
    void send({
      conversationId: this.conversationId,
      clientId: crypto.randomUUID(),
      kind,
      body,
      mentionIds: kind === 'note' ? this.mentioning.mentioned(body).map(({ id }) => id) : [],
      fileIds: files.map(({ id }) => id),
      fileNames: files.map(({ name }) => name),
    });
    this.input.value = '';
    this.attachments.clear();
    this.drafts.keep(kind, '');
  }

  private async submitOnceArrived(kind: Kind): Promise<void> {
    const button = must<HTMLButtonElement>('.reply-tools [type=submit]', this.form);
    button.ariaBusy = 'true';
    const arrived = await this.attachments.arrived();
    button.ariaBusy = null;
    if (arrived && this.kind === kind) this.submit();
  }

  /** Puts a text where the caret stands, in the place of what was typed since. It is not sent. */
  private insertResponse(text: string, from = this.input.selectionStart): void {
    const before = this.input.value.slice(0, from);
    const gap = before === '' || /\s$/.test(before) ? '' : ' ';
    this.input.setRangeText(gap + text, from, this.input.selectionEnd, 'end');
    this.changed();
    this.focus();
    this.input.scrollTop = this.input.scrollHeight;
  }

  private checkLength(): void {
    const tooLong = isTooLong(this.input.value.trim());
    if (tooLong !== this.saysTooLong) this.sayTooLong(tooLong);
  }

  private sayTooLong(tooLong: boolean): void {
    this.saysTooLong = tooLong;
    const detail = tooLong ? refusalWord('tooLong') : '';
    this.form.dispatchEvent(new CustomEvent('refused', { bubbles: true, detail }));
  }

  private changed(): void {
    this.drafts.keep(this.kind, this.input.value);
    this.checkLength();
    this.slash.typed();
    const now = performance.now();
    if (this.input.value === '' || now - this.saidTyping < SAY_TYPING_EVERY_MS) return;
    this.saidTyping = now;
    const { conversationId, kind } = this;
    void ask('typing', { conversationId, kind }).catch(() => undefined);
  }
}

/** Sends a message of the thread again. */
export function retry(clientId: string): void {
  const message = unsent().find((each) => each.clientId === clientId);
  if (message) void send(message);
}
