import { Injectable } from '@nestjs/common';
import { ReleaseConversation } from '../distribution/index.js';
import type { MemberActor } from '../kernel/index.js';
import { eachAlone, type Outcome } from './each-alone.js';

export interface ReleaseConversationsInput {
  conversationIds: string[];
}

/** Gives back to their groups those of the conversations that may be taken from whom they wait for. */
@Injectable()
export class ReleaseConversations {
  constructor(private readonly releaseConversation: ReleaseConversation) {}

  async run(actor: MemberActor, { conversationIds }: ReleaseConversationsInput): Promise<Outcome[]> {
    return eachAlone(conversationIds, (conversationId) =>
      this.releaseConversation.run(actor, { conversationId }),
    );
  }
}
