import { Injectable } from '@nestjs/common';
import { Clock, invalidFields, isId, newId, notFound, type Actor } from '../../kernel/index.js';
import { Events, UnitOfWork } from '../../platform/index.js';
import { GroupSaved } from '../distribution.events.js';
import { nameProblem } from './rule.form.js';
import { RoutingSettings } from './routing-settings.js';

export interface GroupInput {
  name: string;
  /** One that is not active receives nothing new; what waits for it is served. */
  active: boolean;
  memberIds: string[];
}

/** A group and who is in it as they shall be, new or changed. */
@Injectable()
export class SaveGroup {
  constructor(
    private readonly settings: RoutingSettings,
    private readonly unitOfWork: UnitOfWork,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(
    actor: Actor,
    { groupId = newId(), ...input }: GroupInput & { groupId?: string },
  ): Promise<string> {
    if (!isId(groupId)) throw notFound();
    const problem = nameProblem(input.name);
    if (problem.name) throw invalidFields({ name: problem.name });
    const after = { ...input, name: input.name.trim(), memberIds: [...new Set(input.memberIds)].sort() };
    await this.settings.change(actor, 'groups.change', async () => {
      await this.settings.refuseTakenName('groups', actor.brandId, groupId, after.name);
      const before = await this.stored(actor.brandId, groupId);
      await this.unitOfWork.query(
        `INSERT INTO groups (brand_id, id, name, active, created_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (brand_id, id) DO UPDATE SET name = excluded.name, active = excluded.active`,
        [actor.brandId, groupId, after.name, after.active, this.clock.now()],
      );
      await this.unitOfWork.query(
        'INSERT INTO queues (brand_id, id, group_id) VALUES ($1, $2, $3) ON CONFLICT (brand_id, rule_id, group_id) DO NOTHING',
        [actor.brandId, newId(), groupId],
      );
      await this.saveMembers(actor.brandId, groupId, after.memberIds);
      await this.events.record(actor, GroupSaved, { subjectId: groupId, data: { before, after } });
    });
    return groupId;
  }

  private async saveMembers(brandId: string, groupId: string, memberIds: string[]): Promise<void> {
    await this.unitOfWork.query(
      'DELETE FROM group_members WHERE brand_id = $1 AND group_id = $2 AND member_id <> ALL ($3)',
      [brandId, groupId, memberIds],
    );
    const known = await this.unitOfWork.query(
      `SELECT FROM members WHERE brand_id = $1 AND id = ANY ($2) AND status <> 'removed'`,
      [brandId, memberIds],
    );
    if (known.length !== memberIds.length) throw notFound();
    await this.unitOfWork.query(
      `INSERT INTO group_members (brand_id, group_id, member_id) SELECT $1, $2, unnest($3::uuid[])
       ON CONFLICT DO NOTHING`,
      [brandId, groupId, memberIds],
    );
  }

  private async stored(brandId: string, groupId: string): Promise<GroupInput | null> {
    const [group] = await this.unitOfWork.query<GroupInput>(
      `SELECT g.name, g.active, ARRAY(SELECT m.member_id FROM group_members m
         WHERE m.brand_id = $1 AND m.group_id = $2 ORDER BY m.member_id) AS "memberIds"
       FROM groups g WHERE g.brand_id = $1 AND g.id = $2`,
      [brandId, groupId],
    );
    return group ?? null;
  }
}
