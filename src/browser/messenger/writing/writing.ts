import { isTooLong } from '../../message-length.js';
import type { Store } from '../../store.js';
import { Attachments } from './attachments.js';
import { Composer } from './composer.js';
import type { Connection } from '../connection.js';
import type { Host } from '../host.js';
import { refusalWord, showNotice } from '../notices.js';
import { Outbox, type UnsentMessage } from './outbox.js';
import { focusThread } from '../page.js';
import { Sending } from './sending.js';
import type { Thread } from '../thread.js';

export interface WritingOptions {
  connection: Connection;
  thread: Thread;
  store: Store;
  host: Host;
  conversationId: () => string | null;
  /** The first message has started a conversation, or found the one that goes on. */
  started: (conversationId: string) => void;
  reload: () => Promise<void>;
  /** A first message found nobody who could take it. */
  withoutRoom: () => void;
}

/** What stands in the composer. */
type Begun = Pick<UnsentMessage, 'body' | 'files'>;

/** From the field to the server: what is written, what is on its way, what comes back. */
export class Writing {
  readonly composer: Composer;
  readonly sending: Sending;
  private readonly outbox: Outbox;
  private readonly attachments: Attachments;

  constructor(private readonly options: WritingOptions) {
    const { connection, thread, store, conversationId, started } = options;
    this.composer = new Composer({
      store,
      send: (text) => this.write(text),
      changed: () => {
        for (const advice of ['noted', 'room-back', 'was-closed'] as const) showNotice(advice, false);
      },
      typing: () => {
        const id = conversationId();
        if (id) connection.tell('typing', { conversationId: id });
      },
    });
    const refused = (message: string) => showNotice('refused', true, message);
    this.attachments = new Attachments({
      connection,
      store,
      conversationId,
      refused,
      settled: (all) => this.composer.stopWaiting(all),
    });
    this.outbox = new Outbox(store, () => this.tellHost());
    this.outbox.whenOtherTabChanges(() => this.followOtherTab());
    this.sending = new Sending({
      connection,
      outbox: this.outbox,
      thread,
      sent: (id, first) => {
        showNotice('not-sent', false);
        if (!first) return;
        this.composer.moveTo(id);
        this.attachments.moveTo(id);
        started(id);
      },
      returned: (message, answer) => this.returned(message, answer),
      refused: (message) => showNotice('not-sent', true, message),
    });
  }

  get isIdle(): boolean {
    return this.outbox.next() === undefined;
  }

  /** Nothing is begun. */
  get isEmpty(): boolean {
    return this.composer.isEmpty && this.attachments.isEmpty;
  }

  /** Draws what is on its way under what the server has drawn, and opens the field or closes it. */
  show(state: string | undefined): void {
    this.tellHost();
    for (const message of this.outbox.all) this.draw(message);
    this.belongTo(this.options.conversationId());
    const wasWriting = document.activeElement?.closest('[data-composer]') != null;
    this.composer.enable(state === 'ready');
    if (wasWriting && state !== 'ready') focusThread();
    showNotice('accept-first', false);
    if (state === 'ready') return;
    showNotice('noted', false);
    showNotice('room-back', false);
  }

  /** The draft of this conversation, with its files. */
  belongTo(conversationId: string | null): void {
    this.composer.belongTo(conversationId);
    this.attachments.belongTo(conversationId);
  }

  /** What is begun leaves the composer, as for another conversation. */
  take(): Begun {
    showNotice('was-closed', false);
    return { body: this.composer.take(), files: this.attachments.take() };
  }

  giveBack({ body, files }: Begun): void {
    this.composer.giveBack(body);
    this.attachments.giveBack(files);
  }

  /** What another tab has written stands here too; what it has brought away the server shows. */
  private followOtherTab(): void {
    const { thread } = this.options;
    if (!this.outbox.hasFailed) showNotice('not-sent', false);
    for (const message of this.outbox.all) this.draw(message);
    for (const clientId of thread.unsent()) if (!this.outbox.find(clientId)) thread.remove(clientId);
  }

  private tellHost(): void {
    this.options.host.tell({ causerie: this.isIdle ? 'sent' : 'unsent' });
  }

  private draw(message: UnsentMessage): void {
    const { thread, conversationId } = this.options;
    if (message.conversationId !== null && message.conversationId !== conversationId()) return;
    thread.draw(message);
    thread.mark(message.clientId, message.failed ? 'failed' : 'pending');
  }

  private write(text: string): boolean {
    if (isTooLong(text)) {
      showNotice('refused', true, refusalWord('TooLong'));
      return false;
    }
    if (this.attachments.isBusy) {
      this.composer.wait(true);
      return false;
    }
    const files = this.attachments.take();
    if (text.trim() === '' && files.length === 0) return false;
    for (const notice of ['refused', 'not-sent', 'no-room', 'room-back', 'noted', 'was-closed'] as const)
      showNotice(notice, false);
    const message: UnsentMessage = {
      clientId: crypto.randomUUID(),
      conversationId: this.options.conversationId(),
      body: text.trim() === '' ? '' : text,
      files,
    };
    this.outbox.add(message);
    this.draw(message);
    void this.sending.flush();
    return true;
  }

  private returned(begun: UnsentMessage, { code, message }: { code: string; message: string }): void {
    this.giveBack(begun);
    if (code === 'no_room') this.options.withoutRoom();
    else if (code === 'network_waits') showNotice('refused', true, message);
    else
      void this.options.reload().then(() => {
        showNotice('accept-first', code === 'consent_missing');
        if (code === 'conversation_closed') showNotice('was-closed', true);
      });
  }
}
