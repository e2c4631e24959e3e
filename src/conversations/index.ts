export { BlockVisitor, type BlockVisitorInput } from './block-visitor.js';
export { Authors } from './authors.js';
export { AssignmentEnd } from './assignment-end.js';
export { CloseConversation, type CloseConversationInput } from './close-conversation.js';
export { ConversationAccess, type Conversation, type ConversationOrigin } from './conversation.access.js';
export { ConversationLock, termsOf, type LockedConversation, type LockTerms } from './conversation-lock.js';
export {
  ConversationClosed,
  ConversationMoved,
  ConversationReleased,
  ConversationReplied,
  ConversationReturned,
  ConversationSnoozed,
  ConversationStarted,
  MessageCreated,
  NoteCreated,
  NoteMentioned,
} from './conversations.events.js';
export { conversationRoom, ConversationsLive } from './entries/conversations.live.js';
export { ConversationsModule } from './conversations.module.js';
export { avatarOf, initialsOf, tintOf, type AvatarView, type Tint } from './domain/avatar.js';
export { isVisibleToVisitor, type LineCode } from './domain/information-line.js';
export { MOST_FILES, problemOf } from './domain/message-text.js';
export { quoteOf, shortened } from './domain/quote.js';
export { mayHandle, mayRelease, mayResume } from './domain/rights.js';
export {
  MOVES,
  SEEN_BY_VISITORS,
  STATES,
  type CloseReason,
  type ConversationState,
  type MoveName,
} from './domain/state.js';
export type { Entry } from './entries/entry.js';
export type { DraftEntryView, EntryView, FileView, PictureView, TextPart } from './entries/entry.view.js';
export { EntryViews, type Readers } from './entries/entry-views.js';
export { EntryWriter, type AutomaticMessageDraft, type LineDraft } from './entries/entry-writer.js';
export { EntryFiles, type EntryFile } from './entries/entry-files.js';
export { ReturnHeldConversations, type ReturnHeldConversationsInput } from './return-held-conversations.js';
export { MarkRead, type MarkReadInput } from './entries/mark-read.js';
export { Mentions, type Mentionable, type Mentioned } from './entries/mentions.queries.js';
export { MessageFollowUp } from './entries/message-follow-up.js';
export { MoveConversation, type Move } from './move-conversation.js';
export { PostMessage, type PostedMessage, type PostMessageInput } from './entries/post-message.js';
export { ReturnConversation, type ReturnConversationInput } from './return-conversation.js';
export { ShowTyping } from './entries/show-typing.js';
export { SnoozeConversation, type SnoozeConversationInput } from './snooze-conversation.js';
export {
  StartConversationRecord,
  type FirstMessage,
  type StartConversationInput,
  type StartedConversation,
} from './start-conversation-record.js';
export { textParts } from './entries/text-parts.js';
export {
  Threads,
  type CatchUp,
  type EntryRange,
  type HistoryPage,
  type ThreadPage,
} from './entries/thread.queries.js';
export { UnblockVisitor } from './unblock-visitor.js';
export { Unread } from './entries/unread.queries.js';
export { WriteNote, type WriteNoteInput } from './entries/write-note.js';
