import { Injectable } from '@nestjs/common';
import {
  Claims,
  ConversationReleased,
  EntryWriter,
  manages,
  WaitingLine,
  type Conversation,
} from '../conversations/index.js';
import { forbidden, Refusal, type MemberActor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';

export interface ReleaseConversationInput {
  conversationId: string;
}

/** Takes a conversation from a member who is not there, or for whom it waits, and gives it back to its group. */
@Injectable()
export class ReleaseConversation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly claims: Claims,
    private readonly line: WaitingLine,
    private readonly entries: EntryWriter,
    private readonly events: Events,
  ) {}

  async run(actor: MemberActor, { conversationId }: ReleaseConversationInput): Promise<void> {
    if (!manages(actor)) throw forbidden();
    await this.unitOfWork.run(actor.brandId, async () => {
      const states = ['on_desk', 'waiting', 'snoozed'] as const;
      const conversation = await this.claims.claim(actor, conversationId, { states, may: manages });
      const { state, memberId, assignedTo, groupId } = conversation;
      const holder = await this.holder(memberId ?? assignedTo);
      if (!holder && state === 'waiting') throw await this.claims.meanwhile(actor, conversation);
      if (state === 'snoozed') throw new Refusal('conflict', 'release_snoozed');
      if (state === 'on_desk' && holder?.isConnected)
        throw new Refusal('conflict', 'release_connected', { params: { name: holder.name } });
      const waits = { groupId, assignedTo: null, assignedUntil: null };
      await this.line.enter(conversationId, { ...waits, ended: 'released' });
      if (holder) await this.tell(actor, conversation, holder);
    });
  }

  private async tell(
    actor: MemberActor,
    { id, state, groupId }: Conversation,
    holder: { id: string; name: string },
  ): Promise<void> {
    await this.entries.line(id, { code: 'released', params: { from: holder.name }, byMember: actor.id });
    await this.events.record(actor, ConversationReleased, {
      subjectId: id,
      conversationId: id,
      data: { memberId: holder.id, from: state === 'on_desk' ? 'on_desk' : 'waiting', groupId },
    });
  }

  private async holder(
    memberId: string | null,
  ): Promise<{ id: string; name: string; isConnected: boolean } | undefined> {
    const [holder] = await this.unitOfWork.query<{ id: string; name: string; isConnected: boolean }>(
      `SELECT id, name, state <> 'offline' AS "isConnected" FROM members WHERE brand_id = $1 AND id = $2`,
      [this.unitOfWork.brandId, memberId],
    );
    return holder;
  }
}
