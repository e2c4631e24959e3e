import { Injectable } from '@nestjs/common';
import {
  AssignmentEnd,
  ConversationLock,
  EntryWriter,
  MoveConversation,
  NoteCreated,
  problemOf,
  termsOf,
  type LockedConversation,
} from '../conversations/index.js';
import { invalidFields, isBlank, type MemberActor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { ConversationTransferred } from './distribution.events.js';
import { decideTransfer, type Transfer } from './domain/transfer.js';
import { TransferFactsQueries, type TransferTo } from './transfer-facts.queries.js';

export interface TransferConversationInput {
  conversationId: string;
  to: TransferTo;
  /** For members' eyes only. */
  comment?: string;
  /** On whose desk the actor saw it; where it has gone elsewhere meanwhile, who was first is told. */
  from?: string | null;
}

/** Gives a conversation to a member, who has it until the assignment expires, or to a group. */
@Injectable()
export class TransferConversation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly lock: ConversationLock,
    private readonly moves: MoveConversation,
    private readonly assignmentEnd: AssignmentEnd,
    private readonly facts: TransferFactsQueries,
    private readonly entries: EntryWriter,
    private readonly events: Events,
  ) {}

  async run(actor: MemberActor, input: TransferConversationInput): Promise<void> {
    const { conversationId, to, comment = '', from } = input;
    check(comment);
    await this.unitOfWork.run(actor.brandId, async () => {
      const { states, may } = termsOf('transferred');
      const conversation = await this.lock.lock(actor, conversationId, {
        states,
        may: (member, found) => may(member, found) && (from === undefined || found.memberId === from),
      });
      const facts = await this.facts.of(actor, conversation, to);
      if (!facts) throw invalidFields({ to: 'transfer_target_unknown' });
      const decision = decideTransfer(facts);
      if (typeof decision === 'string') throw invalidFields({ to: decision });
      await this.write(actor, conversation, decision, facts.name);
      if (!isBlank(comment)) await this.comment(actor, conversationId, comment.trim());
    });
  }

  private async write(
    actor: MemberActor,
    conversation: LockedConversation,
    { memberId, groupId }: Transfer,
    to: string,
  ): Promise<void> {
    const { id } = conversation;
    const until = memberId ? await this.assignmentEnd.fromNow(groupId) : null;
    await this.moves.move(actor, conversation, {
      why: 'transferred',
      groupId,
      assignedTo: memberId,
      assignedUntil: until,
      line: {
        code: until ? 'transferred_until' : 'transferred',
        params: until ? { to, until: until.toISOString() } : { to },
        byMember: actor.id,
      },
    });
    await this.events.record(actor, ConversationTransferred, {
      subjectId: id,
      conversationId: id,
      data: {
        fromMemberId: conversation.memberId ?? conversation.assignedTo,
        toMemberId: memberId,
        toGroupId: groupId,
      },
    });
  }

  private async comment(actor: MemberActor, conversationId: string, body: string): Promise<void> {
    const { seq } = await this.entries.note(conversationId, { memberId: actor.id, body });
    await this.events.record(actor, NoteCreated, {
      subjectId: conversationId,
      conversationId,
      data: { seq, side: 'member' },
    });
  }
}

function check(comment: string): void {
  const problem = isBlank(comment) ? null : problemOf({ body: comment, fileIds: [] });
  if (problem) throw invalidFields({ comment: problem });
}
