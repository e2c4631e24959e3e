import { Injectable } from '@nestjs/common';
import { forbidden, Refusal, type MemberActor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { VisitorBlocked, VisitorBlocks } from '../visitors/index.js';
import { CloseConversation } from './close-conversation.js';
import { ConversationLock } from './conversation-lock.js';
import { mayHandle } from './domain/rights.js';
import { EntryWriter } from './entries/entry-writer.js';
import { PersonConversations } from './person-conversations.js';

export interface BlockVisitorInput {
  /** The conversation whose visitor it is. */
  conversationId: string;
  /** Whether it ends as well. */
  close: boolean;
}

/** The brand answers a visitor no more: decided by the member who holds the conversation, or a manager. */
@Injectable()
export class BlockVisitor {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly lock: ConversationLock,
    private readonly blocks: VisitorBlocks,
    private readonly entries: EntryWriter,
    private readonly closeConversation: CloseConversation,
    private readonly persons: PersonConversations,
    private readonly events: Events,
  ) {}

  async run(actor: MemberActor, { conversationId, close }: BlockVisitorInput): Promise<void> {
    await this.unitOfWork.run(actor.brandId, async () => {
      const conversation = await this.lock.inAnyState(actor, conversationId);
      if (!mayHandle(actor, conversation)) throw forbidden();
      const ends = close && conversation.state !== 'closed';
      const { visitorId, by } = await this.blocks.of(actor.brandId, conversation.visitorId);
      const isNew = await this.blocks.set(actor, visitorId);
      if (!isNew && !ends)
        throw new Refusal('conflict', 'visitor_blocked_already', { params: { name: by?.name ?? '–' } });
      if (isNew) await this.tell(actor, { conversationId, visitorId, closed: ends });
      if (ends) await this.closeConversation.run(actor, { conversationId, reason: 'blocked' });
    });
  }

  private async tell(
    actor: MemberActor,
    { conversationId, visitorId, closed }: { conversationId: string; visitorId: string; closed: boolean },
  ): Promise<void> {
    await this.entries.line(conversationId, { code: 'blocked', by: await this.persons.author(actor) });
    await this.events.record(actor, VisitorBlocked, {
      subjectId: visitorId,
      conversationId,
      data: { closed },
    });
    await this.persons.showAfterCommit(actor, visitorId);
  }
}
