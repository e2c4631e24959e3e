import { Injectable } from '@nestjs/common';
import {
  byActor,
  forbidden,
  isId,
  notFound,
  Refusal,
  type Actor,
  type MemberActor,
  type VisitorActor,
} from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { Conversation } from './conversation.entity.js';
import { mayHandle, mayReadAll } from './domain/rights.js';
import { MAY_READ } from './readers.js';

export type { Conversation, ConversationOrigin } from './conversation.entity.js';

/** The only way to a conversation: missing and foreign look the same, and one that is none of an agent's business is forbidden. */
@Injectable()
export class ConversationAccess {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** One that the actor may read. */
  async conversation(actor: Actor, id: string): Promise<Conversation> {
    if (!isId(id)) throw notFound();
    return this.unitOfWork.run(actor.brandId, async () => {
      const conversation = await this.unitOfWork.manager.findOneBy(Conversation, {
        brandId: actor.brandId,
        id,
      });
      if (!conversation) throw notFound();
      await byActor(actor, {
        member: async (member) => {
          if (!(await this.mayRead(member, conversation))) throw forbidden();
        },
        visitor: async (visitor) => {
          if (!(await this.isOfPerson(visitor, conversation))) throw notFound();
        },
        operator: async () => {
          throw forbidden();
        },
        system: async () => undefined,
      });
      return conversation;
    });
  }

  /** Of these the ones that the member may read. */
  async readable(actor: MemberActor, ids: readonly string[]): Promise<string[]> {
    const rows = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<{ id: string }>(
        `SELECT c.id FROM conversations c JOIN members m ON m.brand_id = $1 AND m.id = $3
         WHERE c.brand_id = $1 AND c.id = ANY ($2)
           AND (m.id = c.snoozed_by OR ${MAY_READ})`,
        [actor.brandId, ids, actor.id],
      ),
    );
    return rows.map(({ id }) => id);
  }

  /** An open one that the member holds, or any for a manager; the application itself may handle each. */
  async handled(actor: Actor, id: string): Promise<Conversation> {
    const conversation = await this.conversation(actor, id);
    if (conversation.state === 'closed') throw new Refusal('conflict', 'conversation_closed');
    const isTheirs = byActor(actor, {
      member: (member) => mayHandle(member, conversation),
      visitor: () => false,
      operator: () => false,
      system: () => true,
    });
    if (!isTheirs) throw forbidden();
    return conversation;
  }

  private async isOfPerson(actor: VisitorActor, { visitorId }: Conversation): Promise<boolean> {
    if (visitorId === actor.id) return true;
    const rows = await this.unitOfWork.query(
      'SELECT FROM visitor_authors($1, ARRAY[$2::uuid]) WHERE $3::uuid = ANY (ids)',
      [actor.brandId, actor.id, visitorId],
    );
    return rows.length > 0;
  }

  /** What is or was on the agent's desk or is assigned to them, and all of a visitor whom they are talking with. */
  private async mayRead(actor: MemberActor, conversation: Conversation): Promise<boolean> {
    if (mayReadAll(actor)) return true;
    if ([conversation.memberId, conversation.assignedTo, conversation.snoozedBy].includes(actor.id))
      return true;
    const { may_read: isReadable } = await this.unitOfWork.one<{ may_read: boolean }>(
      `SELECT ${MAY_READ} IS TRUE AS may_read FROM members m JOIN conversations c ON c.brand_id = $1 AND c.id = $2
       WHERE m.brand_id = $1 AND m.id = $3`,
      [actor.brandId, conversation.id, actor.id],
    );
    return isReadable;
  }
}
