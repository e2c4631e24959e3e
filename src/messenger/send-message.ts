import { Injectable } from '@nestjs/common';
import { PostMessage } from '../conversations/index.js';
import { StartConversation } from '../distribution/index.js';
import { Refusal } from '../kernel/index.js';
import { Targeting } from '../targeting/index.js';
import { Visits } from '../visitors/index.js';
import { VisitorLimits } from './visitor-limits.js';
import type { Message } from './pages/visitor-messages.js';
import type { VisitorSession } from './visitor-sessions.js';

export interface SentMessage {
  conversationId: string;
  state: 'posted' | 'repeated' | 'started';
  /** The visitor's number of the message. */
  seq: number | null;
}

/** Carries what a visitor wrote into their conversation, or starts one with it where a rule answers and has room. */
@Injectable()
export class SendMessage {
  constructor(
    private readonly post: PostMessage,
    private readonly start: StartConversation,
    private readonly targeting: Targeting,
    private readonly visits: Visits,
    private readonly limits: VisitorLimits,
  ) {}

  /** `socketId` is the socket that the message came by, where it came by one. */
  async run(session: VisitorSession, message: Message<'message'>, socketId?: string): Promise<SentMessage> {
    const { actor } = session;
    this.limits.take('message', session);
    const { conversationId, clientId, body, fileIds = [] } = message;
    if (conversationId === null) return this.begin(session, message);
    const { state, visitorSeq } = await this.post.run(actor, {
      conversationId,
      clientId,
      body,
      fileIds,
      socketId,
    });
    return { conversationId, state, seq: visitorSeq };
  }

  private async begin(session: VisitorSession, message: Message<'message'>): Promise<SentMessage> {
    this.limits.take('start', session);
    const { actor } = session;
    const facts = await this.visits.facts(actor, message.pageViewId ?? null);
    const answer = await this.targeting.answer(actor, facts);
    if (answer.ruleId === null) throw new Refusal('conflict', 'no_room');
    const { clientId, body, fileIds = [] } = message;
    const started = await this.start.run(actor, {
      siteId: actor.siteId,
      ruleId: answer.ruleId,
      clientId,
      body,
      fileIds,
      locale: actor.locale,
      network: session.network,
      page: facts.url ? { url: facts.url, title: facts.title ?? '' } : undefined,
    });
    if (started.state === 'no_room') throw new Refusal('conflict', 'no_room');
    return { conversationId: started.conversationId, state: started.state, seq: started.visitorSeq };
  }
}
