import type { MemberActor } from '../../kernel/index.js';
import { mayHandle, mayRelease, mayResume } from './rights.js';

export const STATES = ['bot', 'waiting', 'on_desk', 'snoozed', 'closed'] as const;
export type ConversationState = (typeof STATES)[number];

export type CloseReason = 'done' | 'blocked' | 'silence' | 'bot_ended' | 'moved_on' | 'erased';
export type ContactEnd = 'snoozed' | 'transferred' | 'released' | 'closed';

/** The columns that tell where a conversation is. */
export interface Whereabouts {
  state: ConversationState;
  memberId: string | null;
  groupId: string | null;
  queueId: string | null;
  queueNo: string | null;
  queuedAt: Date | null;
  assignedTo: string | null;
  assignedUntil: Date | null;
  snoozedUntil: Date | null;
  snoozedBy: string | null;
  keepFor: string | null;
  startedFrom: string | null;
  closedAt: Date | null;
  closedBy: string | null;
  closeReason: CloseReason | null;
}

type Column = Exclude<keyof Whereabouts, 'state' | 'groupId' | 'queueId' | 'queueNo'>;
type Need = 'set' | 'may' | 'empty';

const ELSEWHERE: Record<Column, Need> = {
  memberId: 'empty',
  queuedAt: 'may',
  assignedTo: 'empty',
  assignedUntil: 'empty',
  snoozedUntil: 'empty',
  snoozedBy: 'empty',
  keepFor: 'empty',
  startedFrom: 'may',
  closedAt: 'empty',
  closedBy: 'empty',
  closeReason: 'empty',
};

/**
 * Which columns a state has. The group, the queue and the number in it are of every state: they tell where it came
 * through. The table's constraints say the same.
 */
export const COLUMNS: Record<ConversationState, Record<Column, Need>> = {
  bot: ELSEWHERE,
  waiting: { ...ELSEWHERE, queuedAt: 'set', assignedTo: 'may', assignedUntil: 'may' },
  on_desk: { ...ELSEWHERE, memberId: 'set' },
  snoozed: { ...ELSEWHERE, snoozedUntil: 'set', snoozedBy: 'set', keepFor: 'may' },
  closed: { ...ELSEWHERE, startedFrom: 'empty', closedAt: 'set', closedBy: 'may', closeReason: 'set' },
};

/** All that a visitor knows of it. */
export const SEEN_BY_VISITORS: Record<ConversationState, 'open' | 'closed'> = {
  bot: 'open',
  waiting: 'open',
  on_desk: 'open',
  snoozed: 'open',
  closed: 'closed',
};

interface MoveRule {
  from: readonly ConversationState[];
  to: ConversationState;
  /** Which members may make it; the application may make each. */
  may: (actor: MemberActor, conversation: Pick<Whereabouts, 'memberId' | 'snoozedBy'>) => boolean;
  /** How a contact ends by it. */
  ends: ContactEnd | null;
}

const nobody = () => false;

/** Every move of a conversation once it has started. Passes make `landed` and `expired`, in `land_conversations`. */
export const MOVES = {
  landed: { from: ['waiting'], to: 'on_desk', may: nobody, ends: null },
  expired: { from: ['waiting'], to: 'waiting', may: nobody, ends: null },
  snoozed: { from: ['on_desk'], to: 'snoozed', may: mayHandle, ends: 'snoozed' },
  due: { from: ['snoozed'], to: 'waiting', may: nobody, ends: null },
  reply: { from: ['snoozed'], to: 'waiting', may: nobody, ends: null },
  resumed: { from: ['snoozed'], to: 'waiting', may: mayResume, ends: null },
  transferred: { from: ['on_desk', 'waiting'], to: 'waiting', may: mayHandle, ends: 'transferred' },
  released: { from: ['on_desk', 'waiting'], to: 'waiting', may: mayRelease, ends: 'released' },
  given_back: { from: ['on_desk', 'waiting'], to: 'waiting', may: nobody, ends: 'released' },
  closed: { from: ['bot', 'waiting', 'on_desk', 'snoozed'], to: 'closed', may: mayHandle, ends: 'closed' },
} as const satisfies Record<string, MoveRule>;

export type MoveName = keyof typeof MOVES;
export type MoveTo<State extends ConversationState> = {
  [Name in MoveName]: (typeof MOVES)[Name]['to'] extends State ? Name : never;
}[MoveName];

/** Where a conversation goes. Each state takes what it needs, so that none can be entered without it. */
export type Destination =
  | { why: MoveTo<'closed'>; reason: CloseReason; closedBy: string | null }
  | { why: MoveTo<'snoozed'>; until: Date; keep: boolean }
  | {
      why: Exclude<MoveTo<'waiting'>, 'expired'>;
      groupId: string | null;
      /** The member it is reserved for, and until when; null for anybody in the group, or for one who has it without end. */
      assignedTo: string | null;
      assignedUntil: Date | null;
      /** Whether it keeps its place in the line; else the next pass gives it a number at its end. */
      keepsPlace?: boolean;
    };

/** All columns as they are after the move. */
export function afterMove(conversation: Whereabouts, destination: Destination, now: Date): Whereabouts {
  const { groupId, queueId, queueNo, queuedAt, startedFrom } = conversation;
  const elsewhere = { ...NOWHERE, groupId, queueId, queueNo, queuedAt, startedFrom };
  switch (destination.why) {
    case 'closed': {
      const { reason: closeReason, closedBy } = destination;
      return { ...elsewhere, state: 'closed', startedFrom: null, closedAt: now, closedBy, closeReason };
    }
    case 'snoozed': {
      const { until: snoozedUntil, keep } = destination;
      const snoozedBy = conversation.memberId;
      return { ...elsewhere, state: 'snoozed', snoozedUntil, snoozedBy, keepFor: keep ? snoozedBy : null };
    }
    default: {
      const { groupId: to, assignedTo, assignedUntil, keepsPlace = false } = destination;
      const line = keepsPlace ? {} : { queueId: null, queueNo: null, queuedAt: now };
      return { ...elsewhere, ...line, state: 'waiting', groupId: to, assignedTo, assignedUntil };
    }
  }
}

/** The member in whose lists it stands: on their desk, waiting for them, or set aside by them. */
export function whose({
  memberId,
  assignedTo,
  snoozedBy,
}: Pick<Whereabouts, 'memberId' | 'assignedTo' | 'snoozedBy'>): string | null {
  return memberId ?? assignedTo ?? snoozedBy;
}

/** What is wrong with these columns, by their name; empty for a place that a conversation can be in. */
export function faultsOf(whereabouts: Whereabouts): Column[] {
  const needs = COLUMNS[whereabouts.state];
  const columns = Object.keys(needs) as Column[];
  return columns.filter((column) => {
    const isSet = whereabouts[column] !== null;
    return needs[column] === (isSet ? 'empty' : 'set');
  });
}

const NOWHERE = {
  memberId: null,
  assignedTo: null,
  assignedUntil: null,
  snoozedUntil: null,
  snoozedBy: null,
  keepFor: null,
  closedAt: null,
  closedBy: null,
  closeReason: null,
};
