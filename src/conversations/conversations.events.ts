import { defineEvent } from '../platform/index.js';
import type { ConversationState } from './conversation.entity.js';

export const ConversationStarted = defineEvent<{
  origin: string;
  ruleId: string | null;
  groupId: string | null;
}>('conversation.started');
/** For what every message brings about; nobody who needs it for a few messages only should subscribe to it durably. */
export const MessageCreated = defineEvent<{ seq: number; side: 'visitor' | 'member' | 'bot' }>(
  'message.created',
);
export const NoteCreated = defineEvent<{ seq: number; side: 'member' }>('note.created');
/** A private note calls upon members. */
export const NoteMentioned = defineEvent<{ seq: number; memberIds: string[] }>('note.mentioned');
/** The visitor wrote while the conversation was snoozed. */
export const ConversationReplied = defineEvent('conversation.replied');
export const ConversationClosed = defineEvent<{
  reason: CloseReason;
  from: ConversationState;
  memberId: string | null;
  queueId: string | null;
}>('conversation.closed');

/** It went off the member's desk and is set aside until then; `keep`: it comes back to the same member. */
export const ConversationSnoozed = defineEvent<{ memberId: string | null; until: string; keep: boolean }>(
  'conversation.snoozed',
);
/** It waits again, for its group or for one member. */
export const ConversationReturned = defineEvent<{
  how: ReturnedHow;
  snoozedBy: string | null;
  assignedTo: string | null;
}>('conversation.returned');

/** It was taken off a member's desk, or waits for them no longer, and is its group's again. */
export const ConversationReleased = defineEvent<{
  memberId: string;
  from: 'on_desk' | 'waiting';
  groupId: string | null;
}>('conversation.released');

/** By its time, by the visitor's reply, or by hand. */
export type ReturnedHow = 'due' | 'reply' | 'resumed';
export type CloseReason = 'done' | 'blocked' | 'silence' | 'bot_ended' | 'moved_on' | 'erased';
