import { Injectable } from '@nestjs/common';
import type { MemberActor, VisitorActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/index.js';
import { Authors } from '../authors.js';
import { ConversationAccess } from '../conversation.access.js';
import { ConversationsLive } from './conversations.live.js';

export interface ShowTypingInput {
  conversationId: string;
  /** What is being written; of a note the visitor learns nothing. */
  kind?: 'message' | 'note';
}

/** Shows to the other side, and to other members, that somebody is writing, if they may write. Nothing is kept. */
@Injectable()
export class ShowTyping {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly authors: Authors,
    private readonly access: ConversationAccess,
    private readonly live: ConversationsLive,
  ) {}

  async run(
    actor: MemberActor | VisitorActor,
    { conversationId, kind = 'message' }: ShowTypingInput,
  ): Promise<void> {
    const { state } = await this.unitOfWork.run(actor.brandId, async () => {
      const conversation = await this.access.conversation(actor, conversationId);
      await this.authors.check(actor);
      return conversation;
    });
    if (state !== 'closed')
      this.live.typing(actor.brandId, { conversationId, side: actor.kind, authorId: actor.id, kind });
  }
}
