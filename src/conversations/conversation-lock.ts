import { Injectable } from '@nestjs/common';
import {
  forbidden,
  isId,
  notFound,
  Refusal,
  type Actor,
  type MemberActor,
  type SystemActor,
} from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { ConversationAccess, type Conversation } from './conversation.access.js';
import { ConversationMoved } from './conversations.events.js';
import { mayReadAll } from './domain/rights.js';
import { MOVES, type ConversationState, type MoveName } from './domain/state.js';

interface LastMove {
  why: MoveName | 'started';
  actorId: string | null;
  actorName: string | null;
  holder: string | null;
}

export interface LockTerms {
  /** The states in which the act makes sense. */
  states: readonly ConversationState[];
  /** Whether the conversation is this member's to act on. */
  may: (actor: MemberActor, conversation: Conversation) => boolean;
}

declare const isLocked: unique symbol;

/** A conversation that nobody else changes until the end of the unit of work. */
export type LockedConversation = Conversation & { [isLocked]: true };

/** What a move asks for. */
export function termsOf(why: MoveName): LockTerms {
  const { from: states, may } = MOVES[why];
  return { states, may };
}

/**
 * Locks a conversation for an act on it, until the end of the unit of work. Of two who act at once one comes second;
 * their refusal tells who was first, and with what.
 */
@Injectable()
export class ConversationLock {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: ConversationAccess,
  ) {}

  async lock(
    actor: MemberActor | SystemActor,
    conversationId: string,
    { states, may }: LockTerms,
  ): Promise<LockedConversation> {
    const conversation = await this.inAnyState(actor, conversationId);
    const isTheirs = actor.kind === 'system' || may(actor, conversation);
    if (isTheirs && states.includes(conversation.state)) return conversation;
    if (!isTheirs && !mayReadAll(actor) && !(await this.hadIt(actor, conversationId))) throw forbidden();
    throw await this.meanwhile(actor, conversation);
  }

  /** One that the actor may read, whatever has become of it. */
  async inAnyState(actor: MemberActor | SystemActor, conversationId: string): Promise<LockedConversation> {
    if (!isId(conversationId)) throw notFound();
    await this.unitOfWork.query(
      'SELECT FROM conversations WHERE brand_id = $1 AND id = $2 FOR NO KEY UPDATE',
      [actor.brandId, conversationId],
    );
    return (await this.access.conversation(actor, conversationId)) as LockedConversation;
  }

  private async hadIt({ brandId, id }: Actor, conversationId: string): Promise<boolean> {
    const contacts = await this.unitOfWork.query(
      'SELECT FROM contacts WHERE brand_id = $1 AND conversation_id = $2 AND member_id = $3 LIMIT 1',
      [brandId, conversationId, id],
    );
    return contacts.length > 0;
  }

  /** What to tell somebody who would have acted on what it was before. */
  async meanwhile(actor: Actor, { id, state }: Pick<Conversation, 'id' | 'state'>): Promise<Refusal> {
    const last = await this.lastMove(actor.brandId, id);
    if (last?.actorId && last.actorId === actor.id) return new Refusal('conflict', OWN[state]);
    const [code, name] = verdict(state, last);
    return new Refusal('conflict', code, { params: name === null ? undefined : { name } });
  }

  private async lastMove(brandId: string, conversationId: string): Promise<LastMove | undefined> {
    const [last] = await this.unitOfWork.query<LastMove>(
      `SELECT e.why, e.actor_id AS "actorId", m.name AS "actorName", h.name AS holder
       FROM conversations c
       JOIN LATERAL (
         SELECT e.data->>'why' AS why, e.actor_id FROM events e
         WHERE e.brand_id = $1 AND e.conversation_id = c.id AND e.name = $3
         ORDER BY e.no DESC LIMIT 1) e ON true
       LEFT JOIN members m ON m.brand_id = $1 AND m.id = e.actor_id
       LEFT JOIN members h ON h.brand_id = $1 AND h.id = c.member_id
       WHERE c.brand_id = $1 AND c.id = $2`,
      [brandId, conversationId, ConversationMoved.name],
    );
    return last;
  }
}

/** For who did it themselves, in another window or with a second click. */
const OWN: Record<ConversationState, string> = {
  bot: 'with_bot',
  waiting: 'done_already',
  on_desk: 'done_already',
  snoozed: 'done_already',
  closed: 'conversation_closed',
};

function verdict(
  state: ConversationState,
  { actorName: name = null, holder, why }: Partial<LastMove> = {},
): [code: string, name: string | null] {
  switch (state) {
    case 'closed':
      return name ? ['meanwhile_closed', name] : ['conversation_closed', null];
    case 'bot':
      return ['with_bot', null];
    case 'on_desk':
      return ['meanwhile_landed', holder ?? ''];
    case 'snoozed':
      return name ? ['meanwhile_snoozed', name] : ['done_already', null];
    case 'waiting':
      if (name && why === 'transferred') return ['meanwhile_transferred', name];
      if (name && why === 'released') return ['meanwhile_released', name];
      return ['meanwhile_waiting', null];
  }
}
