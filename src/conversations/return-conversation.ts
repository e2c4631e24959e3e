import { Injectable } from '@nestjs/common';
import { Clock, type Actor, type MemberActor, type SystemActor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { AssignmentEnd } from './assignment-end.js';
import type { Conversation } from './conversation.access.js';
import { ConversationLock, termsOf, type LockedConversation } from './conversation-lock.js';
import { ConversationReturned, type ReturnedHow } from './conversations.events.js';
import { returnPlace, type ReturnPlace } from './domain/snooze.js';
import { EntryWriter } from './entries/entry-writer.js';
import { MoveConversation } from './move-conversation.js';

export interface ReturnConversationInput {
  conversationId: string;
  how: ReturnedHow;
}

const LINES = { due: 'returned', reply: 'returned_reply', resumed: 'resumed' } as const;

/**
 * Brings a snoozed conversation back. By hand it is for who set it aside and for managers; by its time or the visitor's
 * reply it happens where the conversation is set aside still, so told twice it comes back once.
 */
@Injectable()
export class ReturnConversation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly lock: ConversationLock,
    private readonly moves: MoveConversation,
    private readonly assignmentEnd: AssignmentEnd,
    private readonly entries: EntryWriter,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(
    actor: MemberActor | SystemActor,
    { conversationId, how }: ReturnConversationInput,
  ): Promise<void> {
    await this.unitOfWork.run(actor.brandId, async () => {
      const found =
        actor.kind === 'system'
          ? await this.lock.inAnyState(actor, conversationId)
          : await this.lock.lock(actor, conversationId, termsOf('resumed'));
      if (found.state !== 'snoozed' || (how === 'due' && !this.isDue(found))) return;
      await this.bringBack(actor, found, how);
    });
  }

  /** A job may be late, and come after the conversation was set aside once more. */
  private isDue({ snoozedUntil }: Conversation): boolean {
    return snoozedUntil === null || snoozedUntil <= this.clock.now();
  }

  private async bringBack(
    actor: MemberActor | SystemActor,
    conversation: LockedConversation,
    how: ReturnedHow,
  ): Promise<void> {
    const { id, snoozedBy, groupId } = conversation;
    const goes = await this.placeOf(actor, conversation);
    const memberId = goes.place === 'member' ? goes.memberId : null;
    const until = memberId ? await this.assignmentEnd.fromNow(groupId) : null;
    await this.moves.move(actor, conversation, {
      why: how,
      groupId,
      assignedTo: memberId,
      assignedUntil: until,
      line: { code: LINES[how], byMember: actor.id },
    });
    if (memberId) await this.entries.assigned(id, { memberId, until });
    await this.events.record(actor, ConversationReturned, {
      subjectId: id,
      conversationId: id,
      data: { how, snoozedBy, assignedTo: memberId },
    });
  }

  private async placeOf(actor: Actor, conversation: Conversation): Promise<ReturnPlace> {
    const active = await this.unitOfWork.query<{ id: string }>(
      `SELECT id FROM members WHERE brand_id = $1 AND id IN ($2, $3) AND status = 'active'`,
      [actor.brandId, conversation.keepFor, conversation.snoozedBy],
    );
    return returnPlace(conversation, {
      resumedBy: actor.id,
      isActive: (memberId) => active.some(({ id }) => id === memberId),
    });
  }
}
