import { Injectable } from '@nestjs/common';
import type { SystemActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/index.js';
import { RoutingSettings } from './routing-settings.js';
import { SaveMemberGroups } from './save-member-groups.js';

export interface JoinGroupsInput {
  memberId: string;
  /** As somebody once chose them; those that are gone are left out. */
  groupIds: string[];
}

/** Puts a member into groups, beside those that they are in. */
@Injectable()
export class JoinGroups {
  constructor(
    private readonly settings: RoutingSettings,
    private readonly unitOfWork: UnitOfWork,
    private readonly save: SaveMemberGroups,
  ) {}

  async run(actor: SystemActor, { memberId, groupIds }: JoinGroupsInput): Promise<void> {
    await this.settings.change(actor, 'groups.change', async () => {
      const joined = await this.unitOfWork.query<{ id: string }>(
        `SELECT id FROM groups WHERE brand_id = $1 AND id = ANY ($2)
         UNION SELECT group_id FROM group_members WHERE brand_id = $1 AND member_id = $3`,
        [actor.brandId, groupIds, memberId],
      );
      await this.save.run(actor, { memberId, groupIds: joined.map(({ id }) => id) });
    });
  }
}
