import { Injectable } from '@nestjs/common';
import { CloseConversation } from '../conversations/index.js';
import type { MemberActor } from '../kernel/index.js';
import { eachAlone, type Outcome } from './each-alone.js';

export interface CloseConversationsInput {
  conversationIds: string[];
}

/** Ends those of the conversations that are still open. */
@Injectable()
export class CloseConversations {
  constructor(private readonly closeConversation: CloseConversation) {}

  async run(actor: MemberActor, { conversationIds }: CloseConversationsInput): Promise<Outcome[]> {
    return eachAlone(conversationIds, (conversationId) =>
      this.closeConversation.run(actor, { conversationId }),
    );
  }
}
