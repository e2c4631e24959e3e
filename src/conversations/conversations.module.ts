import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BrandsModule } from '../brands/index.js';
import { MembersModule } from '../members/index.js';
import { VisitorsModule } from '../visitors/index.js';
import { AssignmentEnd } from './assignment-end.js';
import { Authors } from './authors.js';
import { BlockVisitor } from './block-visitor.js';
import { CloseConversation } from './close-conversation.js';
import { Contact } from './contact.entity.js';
import { ConversationAccess } from './conversation.access.js';
import { Conversation } from './conversation.entity.js';
import { ConversationLock } from './conversation-lock.js';
import { ConversationsLive } from './conversations.live.js';
import { EntryFiles } from './entry-files.queries.js';
import { EntryViews } from './entry-views.js';
import { EntryWriter } from './entry-writer.js';
import { FileAccess } from './file.access.js';
import { FileAddresses } from './file-addresses.js';
import { StoredFile } from './file.entity.js';
import { FilesController } from './files.controller.js';
import { FileJobs } from './files.job.js';
import { ReturnHeldConversations } from './return-held-conversations.js';
import { MarkRead } from './mark-read.js';
import { Mentions } from './mentions.queries.js';
import { MessageBatch } from './message-batch.js';
import { MessageFollowUp } from './message-follow-up.js';
import { MoveConversation } from './move-conversation.js';
import { PersonConversations } from './person-conversations.js';
import { PostMessage } from './post-message.js';
import { ReturnConversation } from './return-conversation.js';
import { ReturnConversationJob } from './return-conversation.job.js';
import { ShowTyping } from './show-typing.js';
import { SnoozeConversation } from './snooze-conversation.js';
import { StartConversationRecord } from './start-conversation-record.js';
import { StoreFile } from './store-file.js';
import { UnsentFiles } from './unsent-files.queries.js';
import { Threads } from './thread.queries.js';
import { UnblockVisitor } from './unblock-visitor.js';
import { Unread } from './unread.queries.js';
import { WriteNote } from './write-note.js';

const exported = [
  Authors,
  MessageFollowUp,
  PostMessage,
  WriteNote,
  StartConversationRecord,
  EntryWriter,
  CloseConversation,
  BlockVisitor,
  UnblockVisitor,
  SnoozeConversation,
  ReturnConversation,
  ReturnHeldConversations,
  AssignmentEnd,
  ConversationLock,
  MoveConversation,
  MarkRead,
  ShowTyping,
  FileAccess,
  FileAddresses,
  StoreFile,
  UnsentFiles,
  ConversationAccess,
  Threads,
  Mentions,
  Unread,
  EntryViews,
  ConversationsLive,
];

@Module({
  imports: [
    BrandsModule,
    MembersModule,
    VisitorsModule,
    TypeOrmModule.forFeature([Conversation, Contact, StoredFile]),
  ],
  controllers: [FilesController],
  providers: [
    ...exported,
    Authors,
    EntryFiles,
    FileJobs,
    MessageBatch,
    PersonConversations,
    ReturnConversationJob,
  ],
  exports: exported,
})
export class ConversationsModule {}
