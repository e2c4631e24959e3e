import { Injectable } from '@nestjs/common';
import { MarkRead, ShowTyping, Threads } from '../conversations/index.js';
import { Live, Views } from '../platform/index.js';
import { AcceptTerms, ChangeVisitorSettings, visitorRoom } from '../visitors/index.js';
import { SendMessage } from './send-message.js';
import type { Message } from './visitor-messages.js';
import type { VisitorSocket } from './visitor-socket.js';

/** What a visitor does in the messenger. */
@Injectable()
export class TalkEvents {
  constructor(
    private readonly send: SendMessage,
    private readonly showTyping: ShowTyping,
    private readonly markRead: MarkRead,
    private readonly threads: Threads,
    private readonly acceptTerms: AcceptTerms,
    private readonly changeSettings: ChangeVisitorSettings,
    private readonly views: Views,
    private readonly live: Live,
  ) {}

  async accept(socket: VisitorSocket, { documentIds }: Message<'accept'>): Promise<void> {
    await this.acceptTerms.run(socket.data.session.actor, { documentIds, address: socket.data.address });
  }

  async message(socket: VisitorSocket, message: Message<'message'>): Promise<object> {
    return this.send.run(socket.data.session, message);
  }

  async typing(socket: VisitorSocket, { conversationId }: Message<'typing'>): Promise<void> {
    await this.showTyping.run(socket.data.session.actor, { conversationId });
  }

  /** The loaders of this visitor count again. */
  async read(socket: VisitorSocket, { conversationId, seq }: Message<'read'>): Promise<void> {
    const { actor, visitor } = socket.data.session;
    await this.markRead.run(actor, { conversationId, seq });
    this.live.toVisitors(visitorRoom(actor.brandId, visitor.id), 'refresh', null);
  }

  /** Also lets the socket hear the conversation from now on. */
  async catchUp(socket: VisitorSocket, { conversationId, after }: Message<'catch_up'>): Promise<object> {
    const { actor } = socket.data.session;
    const { entries, hasMore } = await this.threads.entriesAfter(actor, conversationId, after);
    return {
      entries: entries.map((entry) => ({
        seq: entry.seq,
        clientId: entry.clientId,
        html: this.views.render('conversations/_entry', entry, actor.locale),
      })),
      hasMore,
      conversationId,
    };
  }

  async settings(socket: VisitorSocket, settings: Message<'settings'>): Promise<void> {
    await this.changeSettings.run(socket.data.session.actor, settings);
  }
}
