import { Injectable } from '@nestjs/common';
import { Clock, type Actor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/index.js';

/** A group as its form knows it. */
export interface GroupState {
  name: string;
  active: boolean;
  memberIds: string[];
}

export interface GroupRow {
  id: string;
  name: string;
  active: boolean;
  members: string[];
  free: number;
  rules: string[];
}

/** Groups with who is in them and which rules list them. */
@Injectable()
export class GroupQueries {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  all(actor: Actor): Promise<GroupRow[]> {
    return this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<GroupRow>(
        `SELECT g.id, g.name, g.active,
           ARRAY(SELECT m.name ${MEMBERS_OF_G} ORDER BY m.name, m.id) AS members,
           (SELECT count(*)::integer ${MEMBERS_OF_G}
             AND EXISTS (SELECT FROM member_loads($2) l WHERE l.brand_id = m.brand_id AND l.member_id = m.id AND l.is_free)) AS free,
           ARRAY(SELECT r.name FROM queues q JOIN rules r ON r.brand_id = q.brand_id AND r.id = q.rule_id
             WHERE q.brand_id = g.brand_id AND q.group_id = g.id AND q.listed ORDER BY r.name, r.id) AS rules
         FROM groups g WHERE g.brand_id = $1 ORDER BY g.created_at, g.id`,
        [actor.brandId, this.clock.now()],
      ),
    );
  }

  /** Null where there is no such group. */
  async state(actor: Actor, id: string): Promise<GroupState | null> {
    const [state] = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<GroupState>(
        `SELECT g.name, g.active, ARRAY(SELECT gm.member_id FROM group_members gm
             WHERE gm.brand_id = g.brand_id AND gm.group_id = g.id ORDER BY gm.member_id) AS "memberIds"
         FROM groups g WHERE g.brand_id = $1 AND g.id = $2`,
        [actor.brandId, id],
      ),
    );
    return state ?? null;
  }

  /** Ids of the groups that a member is in. */
  async ofMember(actor: Actor, memberId: string): Promise<string[]> {
    const rows = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<{ groupId: string }>(
        'SELECT group_id AS "groupId" FROM group_members WHERE brand_id = $1 AND member_id = $2 ORDER BY group_id',
        [actor.brandId, memberId],
      ),
    );
    return rows.map(({ groupId }) => groupId);
  }
}

const MEMBERS_OF_G = `FROM group_members gm JOIN members m ON m.brand_id = gm.brand_id AND m.id = gm.member_id
  WHERE gm.brand_id = g.brand_id AND gm.group_id = g.id AND m.status = 'active'`;
