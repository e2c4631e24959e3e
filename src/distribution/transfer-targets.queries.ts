import { Injectable } from '@nestjs/common';
import { ConversationAccess } from '../conversations/index.js';
import { may, type MemberActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { whyNotFree } from './domain/member-choice.js';
import type { Member } from './domain/snapshot.js';
import { sharedGroups } from './domain/transfer.js';
import { Routing } from './routing.js';

export interface TransferTargetList {
  members: {
    id: string;
    name: string;
    picture: string | null;
    state: Member['state'];
    isAvailable: boolean;
  }[];
  /** Available where one of its members is. */
  groups: { id: string; name: string; isAvailable: boolean }[];
  /** On whose desk it is now. */
  from: string | null;
}

/** To whom a member may give a conversation, and who of them could take it at once. */
@Injectable()
export class TransferTargets {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: ConversationAccess,
    private readonly routing: Routing,
  ) {}

  async of(actor: MemberActor, conversationId: string): Promise<TransferTargetList> {
    return this.unitOfWork.run(actor.brandId, async () => {
      const { memberId, assignedTo } = await this.access.handled(actor, conversationId);
      const { members } = await this.routing.look();
      const groups = await this.activeGroups(actor.brandId);
      const pictures = await this.pictures(actor.brandId);
      const active = new Set(groups.map(({ id }) => id));
      const own = members.find(({ id }) => id === actor.id) ?? { groupIds: [] };
      const isTarget = (member: Member) =>
        ![actor.id, memberId ?? assignedTo].includes(member.id) &&
        (may(actor, 'conversations.transfer_to_all') ||
          sharedGroups(own, member).some((id) => active.has(id)));
      return {
        members: members
          .filter(isTarget)
          .sort(byName)
          .map((member) => ({
            id: member.id,
            name: member.name,
            picture: pictures.get(member.id) ?? null,
            state: member.state,
            isAvailable: whyNotFree(member) === null,
          })),
        groups: groups.flatMap(({ id, name }) => {
          const inGroup = members.filter(({ groupIds }) => groupIds.includes(id));
          const isAvailable = inGroup.some((member) => member.id !== actor.id && whyNotFree(member) === null);
          return inGroup.length === 0 ? [] : [{ id, name, isAvailable }];
        }),
        from: memberId,
      };
    });
  }

  private async activeGroups(brandId: string): Promise<{ id: string; name: string }[]> {
    return this.unitOfWork.query(
      'SELECT id, name FROM groups WHERE brand_id = $1 AND active ORDER BY lower(name), id',
      [brandId],
    );
  }

  private async pictures(brandId: string): Promise<Map<string, string>> {
    const rows = await this.unitOfWork.query<{ id: string; picture: string }>(
      `SELECT id, picture FROM members WHERE brand_id = $1 AND status = 'active' AND picture IS NOT NULL`,
      [brandId],
    );
    return new Map(rows.map(({ id, picture }) => [id, picture]));
  }
}

function byName(a: Member, b: Member): number {
  return a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1);
}
