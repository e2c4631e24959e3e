import { Injectable, type OnModuleInit } from '@nestjs/common';
import { systemActor } from '../kernel/index.js';
import { Events, Jobs } from '../platform/index.js';
import { ConversationReplied } from './conversations.events.js';
import { RETURN_CONVERSATION } from './move-conversation.js';
import { ReturnConversation } from './return-conversation.js';

/** When its time has come, or as soon as the visitor writes. */
@Injectable()
export class ReturnConversationJob implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly events: Events,
    private readonly returnConversation: ReturnConversation,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(RETURN_CONVERSATION, ({ conversationId }: { conversationId: string }, { brandId }) =>
      this.returnConversation.run(systemActor(brandId), { conversationId, how: 'due' }),
    );
    this.events.subscribe(
      ConversationReplied,
      'conversations.return',
      async ({ brandId, conversationId }) => {
        if (conversationId === null) return;
        await this.returnConversation.run(systemActor(brandId), { conversationId, how: 'reply' });
      },
    );
  }
}
