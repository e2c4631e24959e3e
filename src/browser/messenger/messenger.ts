import { isTooLong } from '../message-length.js';
import { openStore, type Store } from '../store.js';
import { Attachments } from './attachments.js';
import { Composer } from './composer.js';
import { Connection } from './connection.js';
import { Host, type FromHost } from './host.js';
import { Hosted, isHosted } from './hosted.js';
import { refusalWord, showNotice } from './notices.js';
import { Outbox, type UnsentMessage } from './outbox.js';
import { elementsOf, part } from './page.js';
import { Sending } from './sending.js';
import { bindSettings } from './settings.js';
import { playArrival } from './sound.js';
import { Thread } from './thread.js';
import { wordTimes } from '../times.js';

interface EntryPush {
  conversationId: string;
  seq: number;
  clientId: string;
  by: 'visitor' | 'member' | 'bot' | 'system';
  html: string;
}

interface CaughtUp {
  entries: { html: string }[];
  hasMore: boolean;
  /** Who answers now. */
  head: string;
}

const OFFLINE_AFTER = 2500;
const TYPING_LASTS = 6000;
const TOKEN_TAIL = 16;

/** The opened messenger of one visitor: shows the conversation, sends what is written, follows what arrives. */
export class Messenger {
  private readonly siteKey: string;
  private readonly locale = document.documentElement.lang;
  private readonly host = new Host((message) => this.heard(message));
  private token: string | undefined;
  private open = false;
  private wantsFocus = false;
  private conversationId: string | null = null;
  private readSeq = 0;
  private store!: Store;
  private connection!: Connection;
  private outbox!: Outbox;
  private sending!: Sending;
  private composer!: Composer;
  private attachments!: Attachments;
  private readonly thread = new Thread();
  private loading: Promise<void> | undefined;
  private offlineTimer: ReturnType<typeof setTimeout> | undefined;
  private typingTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly root: HTMLElement) {
    this.siteKey = root.dataset.site ?? '';
  }

  start(): void {
    wordTimes(document);
    part('[data-reduce]').addEventListener('click', () => this.host.tell({ causerie: 'reduce' }));
    addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !document.querySelector(':popover-open'))
        this.host.tell({ causerie: 'reduce' });
    });
    document.addEventListener('visibilitychange', () => this.markRead());
    part('[data-scroll]').addEventListener('scroll', () => this.markRead(), { passive: true });
    this.root.addEventListener('click', (event) => this.clicked(event));
    if (isHosted()) this.onOwnPage();
    else this.host.tell({ causerie: 'ready' });
  }

  private onOwnPage(): void {
    this.root.dataset.hosted = '';
    const hosted = new Hosted(
      this.siteKey,
      this.locale,
      (message) => this.heard(message),
      (notice) => showNotice(notice ? 'refused' : 'error', true, notice),
    );
    void hosted.enter();
  }

  private heard({ causerie, token, conversation, open, engaged, focus }: FromHost): void {
    if (causerie === 'engagement') return void this.roomChanged(engaged ?? false);
    this.open = open ?? causerie === 'opened';
    this.wantsFocus = causerie === 'opened' && (focus ?? false);
    if (token && !this.token) this.begin(token, conversation);
    if (causerie !== 'opened') return;
    this.markRead();
    this.takeFocus();
  }

  /** To where the visitor goes on: what there is to accept (never its button: a key too many is no consent), else the field, else what there is to read. */
  private takeFocus(): void {
    if (!this.wantsFocus || this.root.dataset.state === 'loading') return;
    this.wantsFocus = false;
    const asked = document.querySelector<HTMLElement>('[data-consent], [data-start]');
    if (asked) asked.focus();
    else if (this.root.dataset.state === 'ready') this.composer.focus();
    else part('[data-scroll]').focus();
  }

  private begin(token: string, conversation: string | undefined): void {
    this.token = token;
    // What is kept is kept for this visitor; another one finds nothing of it.
    this.store = openStore(() => localStorage, `causerie:${this.siteKey}:${token.slice(-TOKEN_TAIL)}:`);
    this.outbox = new Outbox(this.store);
    this.connection = new Connection({
      siteKey: this.siteKey,
      locale: this.locale,
      token: () => token,
      connected: (again) => this.connected(again),
      disconnected: () => this.disconnected(),
      blocked: () => {
        showNotice('no-live', true);
        void this.sending.flush();
      },
      refused: () => this.host.tell({ causerie: 'refused' }),
      on: {
        entry: (push: EntryPush) => void this.arrived(push),
        typing: ({ conversationId }: { conversationId: string }) =>
          this.showTyping(conversationId === this.conversationId),
        read: (mark: { conversationId: string; side: string; seq: number }) => {
          if (mark.side === 'member' && mark.conversationId === this.conversationId)
            this.thread.markSeen(mark.seq);
        },
        conversation: ({ conversationId }: { conversationId: string }) => {
          if (conversationId === this.conversationId) void this.load();
        },
        refresh: (news: { conversationId: string } | null) => this.refreshed(news?.conversationId),
        resync: () => void this.catchUp(),
      },
    });
    this.composer = new Composer({
      store: this.store,
      send: (text) => this.write(text),
      typing: () =>
        this.conversationId && this.connection.tell('typing', { conversationId: this.conversationId }),
    });
    this.attachments = new Attachments(
      this.connection,
      () => this.conversationId,
      (message) => showNotice('refused', true, message),
    );
    this.sending = new Sending({
      connection: this.connection,
      outbox: this.outbox,
      thread: this.thread,
      sent: (conversationId, started) => this.sent(conversationId, started),
      returned: (message, code) => this.returned(message, code),
      refused: (message) => showNotice('refused', true, message),
    });
    bindSettings(this.store, this.connection, {
      language: (locale) => {
        if (isHosted()) location.search = `?lang=${locale}`;
        else this.host.tell({ causerie: 'locale', locale });
      },
      reload: () => void this.load(),
    });
    addEventListener('offline', () => this.disconnected());
    void this.load(conversation);
  }

  /** Fetches what the visitor may see and shows it; one fetch at a time, and none that asks for something else is lost. */
  private load(wished = this.conversationId, fresh = false): Promise<void> {
    if (this.loading && (fresh || wished !== this.conversationId))
      return this.loading.then(() => this.load(wished, fresh));
    this.loading ??= this.fetchContent(wished, fresh).finally(() => (this.loading = undefined));
    return this.loading;
  }

  private async fetchContent(wished: string | null, fresh: boolean): Promise<void> {
    try {
      const query = new URLSearchParams();
      if (wished) query.set('conversation', wished);
      if (fresh) query.set('fresh', '1');
      const answer = await this.connection.fetch(`content?${query}`);
      if (answer.status === 401 && !isHosted()) return this.host.tell({ causerie: 'refused' });
      if (!answer.ok) throw new Error(answer.statusText);
      this.show(await answer.text());
      // What came while this was on its way is not in it.
      if (this.conversationId) await this.catchUp();
      showNotice('error', false);
    } catch {
      showNotice('error', this.connection.live || !navigator.onLine || this.connection.isBlocked);
    }
  }

  private show(html: string): void {
    const [who, content] = elementsOf(html);
    if (!who || !content) return;
    const wasThere = this.root.dataset.state !== 'loading';
    const wasAtEnd = this.thread.isAtEnd();
    this.showHead(who);
    part('[data-content]').replaceWith(content);
    this.root.dataset.state = content.dataset.state;
    this.conversationId = content.dataset.conversation || null;
    this.thread.begin(Number(content.dataset.seenSeq) || 0);
    for (const message of this.outbox.all) this.redraw(message);
    part<HTMLInputElement>('[data-setting="history-hidden"]').checked = 'historyHidden' in content.dataset;
    this.composer.belongTo(this.conversationId);
    const wasWriting = document.activeElement?.closest('[data-composer]') != null;
    this.composer.enable(content.dataset.state === 'ready');
    if (wasWriting && content.dataset.state !== 'ready') part('[data-scroll]').focus();
    this.host.tell({ causerie: content.dataset.state === 'closed' ? 'over' : 'going' });
    showNotice('accept-first', false);
    if (!wasThere || wasAtEnd) this.thread.toNews();
    this.markRead();
    this.takeFocus();
    void this.sending.flush();
  }

  private showHead(head: HTMLElement | undefined): void {
    if (head) part('#messenger-who').replaceWith(head);
  }

  private redraw(message: UnsentMessage): void {
    if (message.conversationId !== null && message.conversationId !== this.conversationId) return;
    this.thread.draw(message);
    this.thread.mark(message.clientId, message.failed ? 'failed' : 'pending');
  }

  private write(text: string): boolean {
    if (isTooLong(text)) {
      showNotice('refused', true, refusalWord('TooLong'));
      return false;
    }
    const files = this.attachments.take();
    if (files === null || (text.trim() === '' && files.length === 0)) return false;
    for (const notice of ['refused', 'no-room'] as const) showNotice(notice, false);
    const message: UnsentMessage = {
      clientId: crypto.randomUUID(),
      conversationId: this.conversationId,
      body: text.trim() === '' ? '' : text,
      files,
    };
    this.outbox.add(message);
    this.redraw(message);
    void this.sending.flush();
    return true;
  }

  private sent(conversationId: string, started: boolean): void {
    if (!started) return;
    this.conversationId = conversationId;
    part('[data-content]').dataset.conversation = conversationId;
    this.composer.belongTo(conversationId);
    void this.catchUp(0);
  }

  private returned({ body, files }: UnsentMessage, code: string): void {
    this.composer.giveBack(body);
    this.attachments.giveBack(files);
    if (code === 'no_room') showNotice('no-room', true);
    else void this.load().then(() => showNotice('accept-first', code === 'consent_missing'));
  }

  private async arrived(push: EntryPush): Promise<void> {
    if (push.conversationId !== this.conversationId) {
      if (push.by === 'member') this.announce();
      return this.load();
    }
    const gap = push.seq > this.thread.lastSeq + 1;
    if (gap) await this.catchUp();
    this.thread.put(push.html);
    if (push.by === 'visitor') return;
    this.showTyping(false);
    if (push.by === 'member') this.announce();
    // An information line may mean that somebody else answers now.
    if (push.by === 'system') void this.catchUp();
    this.markRead();
  }

  /** Asks for everything after the last number shown. */
  private async catchUp(from = this.thread.lastSeq): Promise<void> {
    const conversationId = this.conversationId;
    if (!conversationId) return this.load();
    for (let more = true, after = from; more; after = this.thread.lastSeq) {
      const answer = await this.connection.ask('catch_up', { conversationId, after });
      if (!answer?.ok || conversationId !== this.conversationId) return;
      const { entries, hasMore, head } = answer as unknown as CaughtUp;
      for (const { html } of entries) this.thread.put(html);
      this.showHead(elementsOf(head)[0]);
      more = hasMore && entries.length > 0;
    }
    this.markRead();
  }

  private connected(again: boolean): void {
    clearTimeout(this.offlineTimer);
    showNotice('offline', false);
    showNotice('no-live', false);
    if (again) void this.load();
    void this.sending.flush();
  }

  private disconnected(): void {
    clearTimeout(this.offlineTimer);
    this.offlineTimer = setTimeout(() => showNotice('offline', !this.connection.live), OFFLINE_AFTER);
  }

  /** Another tab of the visitor, or their conversation itself, has moved on. */
  private refreshed(conversationId: string | undefined): void {
    if (conversationId && conversationId !== this.conversationId && !this.outbox.next()) void this.load();
  }

  private roomChanged(engaged: boolean): void {
    if (engaged) showNotice('no-room', false);
    const offersStart = document.querySelector('[data-start]') !== null;
    if (this.root.dataset.state === 'closed' && engaged !== offersStart) void this.load();
  }

  private announce(): void {
    if (this.isSeen()) return;
    if (this.store.get('sound') !== 'off') playArrival();
  }

  private isSeen(): boolean {
    return this.open && document.visibilityState === 'visible' && this.thread.isAtEnd();
  }

  private markRead(): void {
    if (!this.conversationId || !this.isSeen()) return;
    const seq = this.thread.lastOfBrand();
    if (seq === 0 || (seq === this.readSeq && this.root.dataset.read === this.conversationId)) return;
    this.readSeq = seq;
    this.root.dataset.read = this.conversationId;
    this.connection.tell('read', { conversationId: this.conversationId, seq });
  }

  private showTyping(shown: boolean): void {
    clearTimeout(this.typingTimer);
    part('[data-typing] > *').hidden = !shown;
    if (shown) this.typingTimer = setTimeout(() => this.showTyping(false), TYPING_LASTS);
  }

  private clicked({ target }: Event): void {
    const button = target instanceof Element ? target.closest('button') : null;
    if (!button) return;
    const { accept, earlier, openConversation } = button.dataset;
    if (accept !== undefined) void this.accept(button, accept.split(','));
    else if (earlier) void this.showEarlier(button, earlier);
    else if (openConversation) void this.load(openConversation).then(() => this.composer.focus());
    else if ('start' in button.dataset) void this.startAnew();
    else if ('reload' in button.dataset) void this.load();
    else if ('retry' in button.dataset) {
      this.sending.retry(button.closest('[id]')?.id.replace('entry-', '') ?? '');
      this.composer.focus();
    }
  }

  /** What was written for the conversation that is over goes along. */
  private async startAnew(): Promise<void> {
    const text = this.composer.take();
    await this.load(null, true);
    this.composer.giveBack(text);
  }

  private async accept(button: HTMLButtonElement, documentIds: string[]): Promise<void> {
    button.disabled = true;
    const { connection } = this;
    const answer = connection.live
      ? await connection.ask('accept', { documentIds })
      : await connection.post('consents', { documentIds });
    button.disabled = false;
    if (!answer?.ok) return showNotice('refused', true, answer?.message ?? '');
    await this.load();
    this.composer.focus();
  }

  private async showEarlier(button: HTMLButtonElement, address: string): Promise<void> {
    button.disabled = true;
    const answer = await this.connection.fetch(address).catch(() => null);
    button.disabled = false;
    if (!answer?.ok) return;
    this.thread.prepend(await answer.text());
    (document.querySelector<HTMLElement>('[data-earlier]') ?? part('[data-scroll]')).focus({
      preventScroll: true,
    });
  }
}
