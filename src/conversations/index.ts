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
export { conversationRoom, ConversationsLive } from './conversations.live.js';
export { ConversationsModule } from './conversations.module.js';
export { avatarOf, initialsOf, tintOf, type AvatarView } from './domain/avatar.js';
export { isVisibleToVisitor, type LineCode } from './domain/information-line.js';
export { LONGEST_MESSAGE, MOST_FILES, problemOf } from './domain/message-text.js';
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
export type { Entry } from './entry.js';
export type { DraftEntryView, EntryView, FileView, PictureView, TextPart } from './entry.view.js';
export { EntryViews, type Readers } from './entry-views.js';
export { EntryWriter, type AutomaticMessageDraft, type LineDraft } from './entry-writer.js';
export { FileAddresses, type FileAddress } from './file-addresses.js';
export { ReturnHeldConversations, type ReturnHeldConversationsInput } from './return-held-conversations.js';
export { MarkRead, type MarkReadInput } from './mark-read.js';
export { Mentions, type Mentionable, type Mentioned } from './mentions.queries.js';
export { MessageFollowUp } from './message-follow-up.js';
export { MoveConversation, type Move } from './move-conversation.js';
export { PostMessage, type PostedMessage, type PostMessageInput } from './post-message.js';
export { ReturnConversation, type ReturnConversationInput } from './return-conversation.js';
export { StoreFile, type KeptFile, type StoreFileInput } from './store-file.js';
export { ShowTyping } from './show-typing.js';
export { SnoozeConversation, type SnoozeConversationInput } from './snooze-conversation.js';
export {
  StartConversationRecord,
  type FirstMessage,
  type StartConversationInput,
  type StartedConversation,
} from './start-conversation-record.js';
export { textParts } from './text-parts.js';
export {
  Threads,
  type CatchUp,
  type EntryRange,
  type HistoryPage,
  type ThreadPage,
} from './thread.queries.js';
export { UnblockVisitor } from './unblock-visitor.js';
export { Unread } from './unread.queries.js';
export { UnsentFiles } from './unsent-files.queries.js';
export { WriteNote, type WriteNoteInput } from './write-note.js';
