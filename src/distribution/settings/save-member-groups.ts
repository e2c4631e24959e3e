import { Injectable } from '@nestjs/common';
import { notFound, type Actor } from '../../kernel/index.js';
import { MemberAccess } from '../../members/index.js';
import { Events, UnitOfWork } from '../../platform/index.js';
import { MemberGroupsSaved } from '../distribution.events.js';
import { RoutingSettings } from './routing-settings.js';

/** The groups that a member answers for. */
@Injectable()
export class SaveMemberGroups {
  constructor(
    private readonly settings: RoutingSettings,
    private readonly unitOfWork: UnitOfWork,
    private readonly members: MemberAccess,
    private readonly events: Events,
  ) {}

  async run(actor: Actor, { memberId, groupIds }: { memberId: string; groupIds: string[] }): Promise<void> {
    const after = [...new Set(groupIds)].sort();
    await this.settings.change(actor, 'groups.change', async () => {
      await this.members.member(actor, memberId);
      const known = await this.unitOfWork.query('SELECT FROM groups WHERE brand_id = $1 AND id = ANY ($2)', [
        actor.brandId,
        after,
      ]);
      if (known.length !== after.length) throw notFound();
      const before = await this.stored(actor.brandId, memberId);
      if (before.join() === after.join()) return;
      await this.unitOfWork.query(
        'DELETE FROM group_members WHERE brand_id = $1 AND member_id = $2 AND group_id <> ALL ($3)',
        [actor.brandId, memberId, after],
      );
      await this.unitOfWork.query(
        `INSERT INTO group_members (brand_id, group_id, member_id) SELECT $1, unnest($3::uuid[]), $2
         ON CONFLICT DO NOTHING`,
        [actor.brandId, memberId, after],
      );
      await this.events.record(actor, MemberGroupsSaved, {
        subjectId: memberId,
        data: { before: { groupIds: before }, after: { groupIds: after } },
      });
    });
  }

  private async stored(brandId: string, memberId: string): Promise<string[]> {
    const rows = await this.unitOfWork.query<{ id: string }>(
      'SELECT group_id AS id FROM group_members WHERE brand_id = $1 AND member_id = $2 ORDER BY 1',
      [brandId, memberId],
    );
    return rows.map(({ id }) => id);
  }
}
