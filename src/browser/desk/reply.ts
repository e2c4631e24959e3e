import { isTooLong } from '../message-length.js';
import { Attachments } from './attachments.js';
import { ask } from './connection.js';
import { desk, refusalWord } from './desk.js';
import { must } from './dom.js';
import { send } from './sending.js';
import { unsent } from './outbox.js';

const SAY_TYPING_EVERY_MS = 2500;

/** The reply box of the open conversation: Enter sends, Shift and Enter break the line, what is written survives a reload. */
export class Reply {
  private readonly conversationId: string;
  private readonly input: HTMLTextAreaElement;
  private readonly attachments: Attachments;
  private saidTyping = 0;

  constructor(private readonly form: HTMLFormElement) {
    this.conversationId = form.dataset.conversation ?? '';
    this.input = must<HTMLTextAreaElement>('[data-text-input]', form);
    this.attachments = new Attachments(form, this.conversationId);
    this.input.value = localStorage.getItem(this.draftKey) ?? '';
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.submit();
    });
    this.input.addEventListener('keydown', (event) => this.pressed(event));
    this.input.addEventListener('input', () => this.changed());
    this.bindEmoji();
  }

  focus(): void {
    this.input.focus();
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.submit();
  }

  private submit(): void {
    if (this.attachments.isBusy) return void this.submitOnceArrived();
    const body = this.input.value.trim();
    if (body === '' && this.attachments.files.length === 0) return;
    const tooLong = isTooLong(body);
    this.form.dispatchEvent(
      new CustomEvent('refused', { bubbles: true, detail: tooLong ? refusalWord('tooLong') : '' }),
    );
    if (tooLong) return;
    const { files } = this.attachments;
    void send({
      conversationId: this.conversationId,
      clientId: crypto.randomUUID(),
      body,
      fileIds: files.map(({ id }) => id),
      fileNames: files.map(({ name }) => name),
    });
    this.input.value = '';
    this.attachments.clear();
    this.keepDraft();
  }

  private async submitOnceArrived(): Promise<void> {
    if (await this.attachments.arrived()) this.submit();
  }

  private changed(): void {
    this.keepDraft();
    const now = performance.now();
    if (this.input.value === '' || now - this.saidTyping < SAY_TYPING_EVERY_MS) return;
    this.saidTyping = now;
    void ask('typing', { conversationId: this.conversationId }).catch(() => undefined);
  }

  private keepDraft(): void {
    if (this.input.value === '') localStorage.removeItem(this.draftKey);
    else localStorage.setItem(this.draftKey, this.input.value);
  }

  private bindEmoji(): void {
    const toggle = must('[data-emoji-toggle]', this.form);
    const panel = must('[data-emoji]', this.form);
    const open = (isOpen: boolean) => {
      panel.hidden = !isOpen;
      toggle.setAttribute('aria-expanded', String(isOpen));
    };
    toggle.addEventListener('click', () => open(panel.hidden === true));
    panel.addEventListener('click', ({ target }) => {
      const emoji = (target as Element).closest('button')?.textContent;
      if (!emoji) return;
      this.input.setRangeText(emoji, this.input.selectionStart, this.input.selectionEnd, 'end');
      this.changed();
      this.focus();
    });
    this.form.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || panel.hidden) return;
      event.stopPropagation();
      open(false);
      this.focus();
    });
    document.addEventListener('click', ({ target }) => {
      if (!panel.hidden && !panel.contains(target as Node) && !toggle.contains(target as Node)) open(false);
    });
  }

  private get draftKey(): string {
    return desk.place(`draft:${this.conversationId}`);
  }
}

/** Sends a message of the thread again. */
export function retry(clientId: string): void {
  const message = unsent().find((each) => each.clientId === clientId);
  if (message) void send(message);
}
