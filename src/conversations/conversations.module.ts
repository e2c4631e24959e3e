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
import { ConversationsLive } from './entries/conversations.live.js';
import { EntryFiles } from './entries/entry-files.js';
import { EntryViews } from './entries/entry-views.js';
import { EntryWriter } from './entries/entry-writer.js';
import { ReturnHeldConversations } from './return-held-conversations.js';
import { MarkRead } from './entries/mark-read.js';
import { Mentions } from './entries/mentions.queries.js';
import { MessageBatch } from './entries/message-batch.js';
import { MessageFollowUp } from './entries/message-follow-up.js';
import { MoveConversation } from './move-conversation.js';
import { PersonConversations } from './person-conversations.js';
import { PostMessage } from './entries/post-message.js';
import { ReturnConversation } from './return-conversation.js';
import { ReturnConversationJob } from './return-conversation.job.js';
import { ShowTyping } from './entries/show-typing.js';
import { SnoozeConversation } from './snooze-conversation.js';
import { StartConversationRecord } from './start-conversation-record.js';
import { Threads } from './entries/thread.queries.js';
import { UnblockVisitor } from './unblock-visitor.js';
import { Unread } from './entries/unread.queries.js';
import { WriteNote } from './entries/write-note.js';

const exported = [
  Authors,
  EntryFiles,
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
  ConversationAccess,
  Threads,
  Mentions,
  Unread,
  EntryViews,
  ConversationsLive,
];

@Module({
  imports: [BrandsModule, MembersModule, VisitorsModule, TypeOrmModule.forFeature([Conversation, Contact])],
  providers: [...exported, MessageBatch, PersonConversations, ReturnConversationJob],
  exports: exported,
})
export class ConversationsModule {}
