import type { Store } from '../store.js';
import { bindActs } from './acts.js';
import { Connection } from './connection.js';
import { Content } from './content.js';
import { Email } from './writing/email.js';
import { renewFileAddresses } from './file-addresses.js';
import type { Host } from './host.js';
import { isHosted } from './hosted.js';
import { showNotice } from './notices.js';
import { elementsOf, focusThread, part } from './page.js';
import { pushesFor, type EntryPush } from './pushes.js';
import { Reading } from './reading.js';
import { redraw } from './redraw.js';
import { Room } from './room.js';
import { bindSettings, showSettings } from './settings.js';
import { Survey } from './writing/survey.js';
import { Thread } from './thread.js';
import { showTyping } from './writing/typing.js';
import { showPresence, showWho } from './who.js';
import { Writing } from './writing/writing.js';

export interface TalkOptions {
  root: HTMLElement;
  host: Host;
  siteKey: string;
  locale: string;
  token: string;
  store: Store;
  /** The conversation that a link in a message leads to. */
  linked: string | undefined;
}

interface CaughtUp {
  entries: { html: string }[];
  hasMore: boolean;
  /** Who answers now. */
  head: string;
}

/** A blink of the network is not worth a word. */
const OFFLINE_AFTER = 1000;

/** One visitor's conversation on the screen: shows it, sends what is written, follows what arrives. */
export class Talk {
  readonly room: Room;
  private conversationId: string | null = null;
  private wantsFocus = false;
  private readonly thread = new Thread();
  private readonly connection: Connection;
  private readonly content: Content;
  private readonly writing: Writing;
  private readonly reading: Reading;
  private readonly email: Email;
  private readonly survey: Survey;
  /** What went on as the socket began to hear; what was fetched before that may lack some of it. */
  private going: string[] | undefined;
  private offlineTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: TalkOptions) {
    const { root, host, siteKey, locale, store } = options;
    const { thread } = this;
    const conversationId = () => this.conversationId;
    const connection = (this.connection = new Connection({
      siteKey,
      locale,
      token: () => options.token,
      pageViewId: () => host.pageViewId,
      connected: (again) => this.connected(again),
      disconnected: () => this.disconnected(),
      blocked: () => {
        showNotice('no-live', true);
        void this.writing.sending.flush();
      },
      refused: () => host.tell({ causerie: 'refused' }),
      on: pushesFor(conversationId, {
        entry: (push) => void this.arrived(push),
        seen: (seq) => thread.markSeen(seq),
        changed: () => void this.load(),
        answerer: () => void this.catchUp(),
        presence: (news) => showPresence(news, this.conversationId),
        refreshed: () => void ((this.writing.isIdle || root.dataset.state === 'closed') && this.load()),
        going: (ids) => {
          this.going = ids;
          if (!this.content.isLoading) this.complete();
        },
        resync: () => void this.catchUp(),
      }),
    }));
    this.content = new Content({ connection, host, conversationId, shown: (html) => this.show(html) });
    this.writing = new Writing({
      connection,
      thread,
      store,
      host,
      conversationId,
      started: (id) => void this.started(id),
      reload: () => this.load(),
      withoutRoom: () => void this.room.refused(),
    });
    this.reading = new Reading({ thread, connection, store, conversationId });
    const { content, writing } = this;
    this.room = new Room({
      root,
      conversationId,
      isBusy: () => content.isLoading || !writing.isIdle,
      // A blank page stays one: what is over and unread does not come back over it.
      reload: () => content.load(this.conversationId, this.conversationId === null),
    });
    this.email = new Email({ root, connection, composer: writing.composer, store });
    this.survey = new Survey({ root, connection, content, store });
    renewFileAddresses(connection);
    bindActs({ root, connection, content, writing, thread });
    bindSettings(store, connection, {
      language: (chosen) => {
        if (isHosted()) location.search = `?lang=${chosen}`;
        else host.tell({ causerie: 'locale', locale: chosen });
      },
      reload: () => void this.load(),
    });
    addEventListener('offline', () => {
      connection.lose();
      showNotice('offline', true);
    });
    addEventListener('online', () => {
      if (connection.live) this.connected(false);
      else connection.renew();
    });
  }

  load(conversation = this.conversationId): Promise<void> {
    return this.content.load(conversation);
  }

  /** The one before, where it is another one, is refused from now on. */
  renew(token: string): void {
    if (token === this.options.token) return;
    this.options.token = token;
    this.connection.renew();
  }

  opened(open: boolean, focus: boolean): void {
    this.wantsFocus = focus;
    this.reading.isOpen = open;
    this.takeFocus();
  }

  /** To where the visitor goes on: what is offered instead of a conversation, what there is to accept (never its button: a key too many is no consent), else the field, else what there is to read. */
  private takeFocus(): void {
    const { state } = this.options.root.dataset;
    if (!this.wantsFocus || state === 'loading') return;
    this.wantsFocus = false;
    const asked = document.querySelector<HTMLElement>(
      '[data-state="ready"] [data-booking], [data-consent], [data-start]',
    );
    if (asked) asked.focus();
    else if (state === 'ready') this.writing.composer.focus();
    else focusThread();
  }

  private async show(html: string): Promise<void> {
    const [who, content] = elementsOf(html);
    if (!who || !content) return;
    const { root, host, linked } = this.options;
    const { state, conversation, seenSeq, email } = content.dataset;
    const wasThere = root.dataset.state !== 'loading';
    const wasAtEnd = this.thread.isAtEnd();
    const othersBefore = otherConversations();
    showWho(who);
    redraw(content);
    root.dataset.state = state;
    this.conversationId = conversation || null;
    this.thread.begin(Number(seenSeq) || 0);
    this.writing.show(state);
    this.room.show();
    showSettings(content.dataset);
    this.email.show(email ?? '');
    this.survey.show(this.conversationId === linked);
    host.tell({ causerie: state === 'closed' ? 'over' : 'going' });
    if (!wasThere || wasAtEnd) this.thread.toNews();
    this.reading.mark();
    this.takeFocus();
    void this.writing.sending.flush();
    this.complete();
    const begun = otherConversations().find((id) => !othersBefore.includes(id));
    if (wasThere && begun && this.follows) void this.load(begun);
    // What came while this was on its way is not in it.
    else if (this.conversationId) await this.catchUp();
  }

  /** Asks again where a conversation has begun or ended between what was fetched and what is heard. */
  private complete(): void {
    const { going, conversationId } = this;
    if (!going) return;
    this.going = undefined;
    const shown = otherConversations();
    if (this.options.root.dataset.state !== 'closed' && conversationId) shown.push(conversationId);
    if (String(shown.sort()) !== String(going.sort())) void this.load();
  }

  /** Whether what begins in another tab takes the place of what is over: not while something is written here. */
  private get follows(): boolean {
    return this.options.root.dataset.state === 'closed' && this.writing.isEmpty && !this.survey.isAnswered;
  }

  private async started(conversationId: string): Promise<void> {
    this.conversationId = conversationId;
    part('[data-content]').dataset.conversation = conversationId;
    this.writing.belongTo(conversationId);
    await this.catchUp(0);
    // What follows a first message, as the invitation to leave an address.
    await this.load();
  }

  private async arrived(push: EntryPush): Promise<void> {
    if (push.conversationId !== this.conversationId) {
      if (push.by === 'member') this.reading.announce(push);
      return this.load();
    }
    const gap = push.seq > this.thread.lastSeq + 1;
    if (gap) await this.catchUp();
    // Nothing is put behind a hole: what was not answered now is caught up with later.
    if (push.seq > this.thread.lastSeq + 1) return;
    this.thread.put(push.html);
    if (push.by === 'visitor') return;
    showTyping(false);
    if (push.by === 'member') this.reading.announce(push);
    // An information line may mean that somebody else answers now.
    if (push.by === 'system') void this.catchUp();
    this.reading.mark();
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
      showWho(elementsOf(head)[0]);
      more = hasMore && entries.length > 0;
    }
    this.reading.mark();
  }

  private connected(again: boolean): void {
    clearTimeout(this.offlineTimer);
    showNotice('offline', false);
    showNotice('no-live', false);
    this.reading.connected();
    const isMissing = this.options.root.dataset.state === 'loading' && !this.content.isLoading;
    if (again || isMissing) void this.load();
    else if (this.conversationId) void this.catchUp();
    void this.writing.sending.flush();
  }

  private disconnected(): void {
    showTyping(false);
    clearTimeout(this.offlineTimer);
    this.offlineTimer = setTimeout(() => showNotice('offline', !this.connection.live), OFFLINE_AFTER);
  }
}

/** What goes on beside the conversation that is shown. */
function otherConversations(): (string | undefined)[] {
  const others = document.querySelectorAll<HTMLElement>('.others [data-open-conversation]');
  return [...others].map(({ dataset }) => dataset.openConversation);
}
