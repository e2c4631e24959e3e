import { Injectable } from '@nestjs/common';
import { type Conversation } from '../conversations/index.js';
import { isId, may, type MemberActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import type { TransferFacts } from './domain/transfer.js';

/** To a member, or to a group. */
export type TransferTo = { memberId: string } | { groupId: string };

/** What a transfer depends on, and the name that the conversation's line gives. */
export interface NamedTransferFacts extends TransferFacts {
  name: string;
}

const GROUPS_OF = `ARRAY(
  SELECT g.id FROM group_members m JOIN groups g ON g.brand_id = $1 AND g.id = m.group_id AND g.active
  WHERE m.brand_id = $1 AND m.member_id = $2 ORDER BY g.name, g.id)`;

/** Reads what a transfer depends on, within a unit of work. */
@Injectable()
export class TransferFactsQueries {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Null where there is no such target in the brand. */
  async of(
    actor: MemberActor,
    conversation: Conversation,
    to: TransferTo,
  ): Promise<NamedTransferFacts | null> {
    const found = 'memberId' in to ? await this.member(to.memberId) : await this.group(to.groupId);
    if (!found) return null;
    const { name, ...target } = found;
    return {
      sender: {
        id: actor.id,
        reachesAll: may(actor, 'conversations.transfer_to_all'),
        groupIds: await this.groupsOf(actor.id),
      },
      conversation: {
        groupId: conversation.groupId,
        memberId: conversation.memberId ?? conversation.assignedTo,
        ruleGroupIds: conversation.ruleId ? await this.groupsOfRule(conversation.ruleId) : [],
      },
      target,
      name,
    };
  }

  private async member(id: string): Promise<(TransferFacts['target'] & { name: string }) | null> {
    const [member] = await this.find<{ name: string; isActive: boolean; groupIds: string[] }>(
      `SELECT name, status = 'active' AS "isActive", ${GROUPS_OF} AS "groupIds"
       FROM members WHERE brand_id = $1 AND id = $2`,
      id,
    );
    return member ? { kind: 'member', id, ...member } : null;
  }

  private async group(id: string): Promise<(TransferFacts['target'] & { name: string }) | null> {
    const [group] = await this.find<{ name: string; isActive: boolean; hasMembers: boolean }>(
      `SELECT g.name, g.active AS "isActive", EXISTS (
         SELECT FROM group_members o JOIN members m ON m.brand_id = $1 AND m.id = o.member_id AND m.status = 'active'
         WHERE o.brand_id = $1 AND o.group_id = g.id) AS "hasMembers"
       FROM groups g WHERE g.brand_id = $1 AND g.id = $2`,
      id,
    );
    return group ? { kind: 'group', id, ...group } : null;
  }

  private async groupsOf(memberId: string): Promise<string[]> {
    const { ids } = await this.unitOfWork.one<{ ids: string[] }>(`SELECT ${GROUPS_OF} AS ids`, [
      this.unitOfWork.brandId,
      memberId,
    ]);
    return ids;
  }

  private async groupsOfRule(ruleId: string): Promise<string[]> {
    const rows = await this.find<{ id: string }>(
      'SELECT group_id AS id FROM queues WHERE brand_id = $1 AND rule_id = $2 AND listed ORDER BY position',
      ruleId,
    );
    return rows.map(({ id }) => id);
  }

  private async find<Row>(sql: string, id: string): Promise<Row[]> {
    return isId(id) ? this.unitOfWork.query<Row>(sql, [this.unitOfWork.brandId, id]) : [];
  }
}
