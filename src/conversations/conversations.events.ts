import { defineEvent } from '../platform/index.js';
import type { CloseReason, ConversationState, MoveName } from './domain/state.js';

export const ConversationStarted = defineEvent<{
  origin: string;
  ruleId: string | null;
  groupId: string | null;
}>('conversation.started');
/**
 * It has started, or gone from one state to another: what everybody subscribes to who has to hear of every move, whoever
 * makes it. `memberBefore` and `memberAfter`: in whose lists it stood and stands, on their desk, waiting for them or set
 * aside by them.
 */
export const ConversationMoved = defineEvent<{
  from: ConversationState | null;
  to: ConversationState;
  memberBefore: string | null;
  memberAfter: string | null;
  why: MoveName | 'started';
}>('conversation.moved');
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
export type ReturnedHow = Extract<MoveName, 'due' | 'reply' | 'resumed'>;
