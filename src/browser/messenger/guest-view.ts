import { wordTimes } from '../times.js';
import type { Host } from './host.js';
import { isHosted, leaveHosted } from './hosted.js';
import { showNotice } from './notices.js';
import { elementsOf, part } from './page.js';

export interface GuestOptions {
  root: HTMLElement;
  host: Host;
  siteKey: string;
  locale: string;
  token: string;
}

/** What somebody sees who came by another's link: the messages of its mail, to read. There is no socket, and no field. */
export class GuestView {
  /** A conversation of their own could start. */
  private isOffered = false;

  constructor(private readonly options: GuestOptions) {
    options.root.addEventListener('click', ({ target }) => {
      const button = target instanceof Element ? target.closest('button') : null;
      if (!button) return;
      if ('reload' in button.dataset) void this.load();
      else if ('leave' in button.dataset) this.leave();
      else if (button.dataset.accept !== undefined)
        void this.accept(button, button.dataset.accept.split(','));
    });
  }

  offers(isOffered: boolean): void {
    this.isOffered = isOffered;
    this.arrange();
  }

  async load(): Promise<void> {
    const answer = await this.ask('guest');
    if (answer?.status === 401) return this.leave('refused');
    showNotice('error', !answer?.ok);
    if (!answer?.ok) return;
    const [who, content] = elementsOf(await answer.text());
    if (!who || !content) return;
    part('#messenger-who').replaceWith(who);
    part('[data-content]').replaceWith(content);
    this.options.root.dataset.state = 'guest';
    wordTimes(content);
    this.arrange();
    part('[data-scroll]').scrollTop = part('[data-scroll]').scrollHeight;
  }

  private arrange(): void {
    const button = document.querySelector<HTMLElement>('[data-leave]');
    if (button) button.hidden = !this.isOffered;
  }

  private leave(why: 'leave' | 'refused' = 'leave'): void {
    if (isHosted()) leaveHosted(this.options.siteKey);
    else this.options.host.tell({ causerie: why });
  }

  private async accept(button: HTMLButtonElement, documentIds: string[]): Promise<void> {
    button.disabled = true;
    const answer = await this.ask('guest/consents', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ documentIds }),
    });
    button.disabled = false;
    if (answer?.ok) return this.load();
    showNotice('error', true);
  }

  private ask(path: string, init: RequestInit = {}): Promise<Response | null> {
    const { siteKey, locale, token } = this.options;
    const headers = { ...init.headers, authorization: `Bearer ${token}` };
    return fetch(`/w/${siteKey}/${path}?lang=${locale}`, { ...init, headers }).catch(() => null);
  }
}
