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
/** The visitor wrote while the conversation was snoozed. */
export const ConversationReplied = defineEvent('conversation.replied');
export const ConversationClosed = defineEvent<{
  reason: CloseReason;
  from: ConversationState;
  memberId: string | null;
  queueId: string | null;
}>('conversation.closed');

/** It went off a member's desk and back to its group. */
export const ConversationReleased = defineEvent<{ memberId: string }>('conversation.released');

export type CloseReason = 'done' | 'blocked' | 'silence' | 'bot_ended' | 'moved_on' | 'erased';
