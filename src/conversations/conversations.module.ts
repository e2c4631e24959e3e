import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { VisitorsModule } from '../visitors/index.js';
import { Authors } from './authors.js';
import { BlockVisitor } from './block-visitor.js';
import { CloseConversation } from './close-conversation.js';
import { Contact } from './contact.entity.js';
import { ConversationAccess } from './conversation.access.js';
import { Conversation } from './conversation.entity.js';
import { ConversationsLive } from './conversations.live.js';
import { EntryFiles } from './entry-files.queries.js';
import { EntryViews } from './entry-views.js';
import { EntryWriter } from './entry-writer.js';
import { StoredFile } from './file.entity.js';
import { FilesController } from './files.controller.js';
import { FileJobs } from './files.job.js';
import { MarkRead } from './mark-read.js';
import { MessageBatch } from './message-batch.js';
import { PersonConversations } from './person-conversations.js';
import { PostMessage } from './post-message.js';
import { ReturnConversations } from './return-conversations.js';
import { ShowTyping } from './show-typing.js';
import { StartConversationRecord } from './start-conversation-record.js';
import { StoreFile } from './store-file.js';
import { Threads } from './thread.queries.js';
import { UnblockVisitor } from './unblock-visitor.js';
import { Unread } from './unread.queries.js';

const face = [
  PostMessage,
  StartConversationRecord,
  EntryWriter,
  CloseConversation,
  BlockVisitor,
  UnblockVisitor,
  ReturnConversations,
  MarkRead,
  ShowTyping,
  StoreFile,
  ConversationAccess,
  Threads,
  Unread,
  EntryViews,
  ConversationsLive,
];

@Module({
  imports: [VisitorsModule, TypeOrmModule.forFeature([Conversation, Contact, StoredFile])],
  controllers: [FilesController],
  providers: [...face, Authors, EntryFiles, FileJobs, MessageBatch, PersonConversations],
  exports: face,
})
export class ConversationsModule {}
