import type { Store } from '../../store.js';
import type { Composer } from './composer.js';
import type { Connection } from '../connection.js';
import { errorWord, sayError } from '../fields.js';
import { showNotice } from '../notices.js';
import { part } from '../page.js';

const DISMISSED = 'uninvited';

export interface EmailOptions {
  root: HTMLElement;
  connection: Connection;
  composer: Composer;
  store: Store;
}

/** The address for answers: asked for under the first message, changed and taken away in the settings. */
export class Email {
  private readonly deletion = part<HTMLButtonElement>('[data-email-delete]');
  private readonly field = part<HTMLInputElement>('#settings-email');
  private shown = this.field.value;

  constructor(private readonly options: EmailOptions) {
    options.root.addEventListener('submit', (event) => {
      const form = event.target as HTMLElement;
      if (!form.matches('[data-email-form]')) return;
      event.preventDefault();
      void this.save(form, part<HTMLInputElement>('input', form).value.trim());
    });
    options.root.addEventListener('click', ({ target }) => {
      if (target instanceof Element && target.closest('[data-dismiss]')) this.dismiss();
    });
    options.store.follow(DISMISSED, () => this.invitation()?.remove());
    this.deletion.addEventListener('click', () => void this.save(part('form:has([data-email-delete])'), ''));
  }

  /** What the server has, in place of what it had before; what somebody is typing stays. */
  show(email: string): void {
    if (this.field.value === this.shown) this.field.value = email;
    this.shown = email;
    this.deletion.hidden = email === '';
    if (this.options.store.get(DISMISSED)) this.invitation()?.remove();
  }

  private async save(form: HTMLElement, email: string): Promise<void> {
    const invited = 'invitation' in form.dataset;
    if (invited && email === '') return this.refuse(form, errorWord(form, 'Missing'));
    const button = part<HTMLButtonElement>('[type="submit"]', form);
    button.disabled = true;
    const { connection, composer } = this.options;
    const answer = await connection.say('settings', 'settings', { email: email || null });
    button.disabled = false;
    if (!answer?.ok) return this.refuse(form, answer?.message ?? errorWord(form, 'Failed'));
    this.refuse(form, '');
    this.field.value = this.shown;
    this.show(email);
    if (email) this.invitation()?.remove();
    if (invited) {
      showNotice('noted', true);
      composer.focus();
    } else {
      const said = part('[data-email-said]');
      said.textContent = said.dataset[email ? 'wordSaved' : 'wordDeleted'] ?? '';
      said.classList.remove('unseen');
      part('#settings-email').focus();
    }
  }

  /** Next to the field, where what was typed stays; an empty text takes it away. */
  private refuse(form: HTMLElement, text = ''): void {
    sayError(form, text);
    const input = part<HTMLInputElement>('input', form);
    input.setAttribute('aria-invalid', String(text !== ''));
    if (text) input.focus();
  }

  private dismiss(): void {
    this.options.store.set(DISMISSED, '1');
    this.invitation()?.remove();
    this.options.composer.focus();
  }

  private invitation(): HTMLElement | null {
    return document.querySelector<HTMLElement>('[data-invitation]');
  }
}
