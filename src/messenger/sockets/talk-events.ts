import { Injectable } from '@nestjs/common';
import { MarkRead, ShowTyping, Threads } from '../../conversations/index.js';
import { Live, Views } from '../../platform/index.js';
import { AcceptTerms, visitorRoom } from '../../visitors/index.js';
import { answererRoom } from '../answerers.live.js';
import { MessengerContent } from '../pages/messenger-content.js';
import { SaveSettings } from '../save-settings.js';
import { SaveSurvey } from '../save-survey.js';
import { SendMessage } from '../send-message.js';
import type { Message } from '../pages/visitor-messages.js';
import type { VisitorSocket } from './visitor-socket.js';

/** What a visitor does in the messenger. */
@Injectable()
export class TalkEvents {
  constructor(
    private readonly send: SendMessage,
    private readonly showTyping: ShowTyping,
    private readonly markRead: MarkRead,
    private readonly threads: Threads,
    private readonly content: MessengerContent,
    private readonly acceptTerms: AcceptTerms,
    private readonly saveSettings: SaveSettings,
    private readonly saveSurvey: SaveSurvey,
    private readonly views: Views,
    private readonly live: Live,
  ) {}

  async accept(socket: VisitorSocket, { documentIds }: Message<'accept'>): Promise<void> {
    await this.acceptTerms.run(socket.data.session.actor, {
      documentIds,
      address: socket.data.address.text,
    });
  }

  async message(socket: VisitorSocket, message: Message<'message'>): Promise<object> {
    return this.send.run(socket.data.session, message, socket.id);
  }

  async typing(socket: VisitorSocket, { conversationId }: Message<'typing'>): Promise<void> {
    await this.showTyping.run(socket.data.session.actor, { conversationId });
  }

  /** The loaders of this visitor count again, and messengers that list the conversation. */
  async read(socket: VisitorSocket, { conversationId, seq }: Message<'read'>): Promise<void> {
    const { actor, visitor } = socket.data.session;
    await this.markRead.run(actor, { conversationId, seq });
    this.live.toVisitors(visitorRoom(actor.brandId, visitor.id), 'refresh', { conversationId });
  }

  /** What was missed, and who answers now; the socket hears the conversation from here on. */
  async catchUp(socket: VisitorSocket, { conversationId, after }: Message<'catch_up'>): Promise<object> {
    const { session } = socket.data;
    const { locale } = session.actor;
    const { entries, hasMore } = await this.threads.entriesAfter(session.actor, conversationId, after);
    const who = await this.content.head(session, conversationId);
    if (who.memberId) await socket.join(answererRoom(session.actor.brandId, who.memberId));
    return {
      conversationId,
      entries: entries.map((entry) => ({
        seq: entry.seq,
        clientId: entry.clientId,
        html: this.views.render('conversations/_entry', entry, locale),
      })),
      hasMore,
      head: this.views.render('messenger/_who', { who }, locale),
    };
  }

  async survey(socket: VisitorSocket, survey: Message<'survey'>): Promise<object> {
    return this.saveSurvey.run(socket.data.session, survey);
  }

  async settings(socket: VisitorSocket, settings: Message<'settings'>): Promise<void> {
    await this.saveSettings.run(socket.data.session, settings);
  }
}
