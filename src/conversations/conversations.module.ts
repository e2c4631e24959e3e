import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CloseConversation } from './close-conversation.js';
import { Contact } from './contact.entity.js';
import { ConversationAccess } from './conversation.access.js';
import { Conversation } from './conversation.entity.js';
import { ConversationsLive } from './conversations.live.js';
import { EntryViews } from './entry-views.js';
import { EntryWriter } from './entry-writer.js';
import { MarkRead } from './mark-read.js';
import { MessageBatch } from './message-batch.js';
import { PostMessage } from './post-message.js';
import { ShowTyping } from './show-typing.js';
import { StartConversationRecord } from './start-conversation-record.js';
import { Threads } from './thread.queries.js';
import { Unread } from './unread.queries.js';

const face = [
  PostMessage,
  StartConversationRecord,
  EntryWriter,
  CloseConversation,
  MarkRead,
  ShowTyping,
  ConversationAccess,
  Threads,
  Unread,
  EntryViews,
  ConversationsLive,
];

@Module({
  imports: [TypeOrmModule.forFeature([Conversation, Contact])],
  providers: [...face, MessageBatch],
  exports: face,
})
export class ConversationsModule {}
