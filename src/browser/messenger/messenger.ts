import { onKey } from '../key-presses.js';
import { openStore } from '../store.js';
import { browserOf } from '../tokens.js';
import { wordTimes } from '../times.js';
import { GuestView } from './guest-view.js';
import { enterHosted, isHosted } from './hosted.js';
import { Host, type FromHost } from './host.js';
import { part } from './page.js';
import { Talk } from './talk.js';

/** The opened messenger: a frame that the loader on the brand's page speaks with, or a page of ours. */
export class Messenger {
  private readonly siteKey: string;
  private readonly locale = document.documentElement.lang;
  private readonly host = new Host((message) => this.heard(message));
  private talk: Talk | undefined;
  private guest: GuestView | undefined;

  constructor(private readonly root: HTMLElement) {
    this.siteKey = root.dataset.site ?? '';
  }

  start(): void {
    wordTimes(document);
    part('[data-reduce]').addEventListener('click', () => this.host.tell({ causerie: 'reduce' }));
    onKey(window, (event) => {
      if (event.key === 'Escape' && !document.querySelector(':popover-open'))
        this.host.tell({ causerie: 'reduce' });
    });
    if (isHosted()) void enterHosted(this.root, (message) => this.heard(message));
    else this.host.tell({ causerie: 'ready' });
  }

  private heard(message: FromHost): void {
    const { token, guest } = message;
    if (!this.talk && !this.guest && token && guest) this.guest = this.show(token);
    if (this.guest) this.guest.offers(message.engaged ?? false);
    else this.talking(message);
  }

  private talking({ causerie, token, conversation, open, engaged, books, focus }: FromHost): void {
    if (token) this.talk?.renew(token);
    if (causerie === 'engagement')
      return this.talk?.room.changed({ engaged: engaged ?? false, books: books ?? false });
    if (token && !this.talk) this.begin(token, conversation);
    this.talk?.opened(open ?? causerie === 'opened', causerie === 'opened' && (focus ?? false));
  }

  private show(token: string): GuestView {
    const { root, host, siteKey, locale } = this;
    const view = new GuestView({ root, host, siteKey, locale, token });
    void view.load();
    return view;
  }

  private begin(token: string, linked: string | undefined): void {
    const { root, host, siteKey, locale } = this;
    // What is kept is kept for this visitor; another one finds nothing of it.
    const store = openStore(() => localStorage, `causerie:${siteKey}:${browserOf(token)}:`);
    this.talk = new Talk({ root, host, siteKey, locale, token, store, linked });
    void this.talk.load(linked);
  }
}
