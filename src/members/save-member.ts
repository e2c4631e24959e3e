import { Injectable } from '@nestjs/common';
import { Clock, requirePermission, type Actor, type MemberRole } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { AdminsKept } from './leaving/admins-kept.js';
import { MemberAccess, type Member, type MemberKind } from './member.access.js';
import { checkMember } from './member.form.js';
import { MemberSaved } from './members.events.js';
import { RightsNow } from './rights-now.js';

export interface SaveMemberInput {
  memberId: string;
  role: MemberRole;
  kind: MemberKind;
  capacity: number;
  status: 'active' | 'suspended';
}

/** What a member may do and how much they hold. A brand keeps at least one active admin. */
@Injectable()
export class SaveMember {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly admins: AdminsKept,
    private readonly access: MemberAccess,
    private readonly events: Events,
    private readonly clock: Clock,
    private readonly rights: RightsNow,
  ) {}

  async run(actor: Actor, input: SaveMemberInput): Promise<void> {
    requirePermission(actor, 'members.change');
    checkMember(input);
    const { memberId, role, kind, capacity, status } = input;
    await this.admins.change(actor.brandId, async () => {
      const before = await this.access.member(actor, memberId);
      await this.unitOfWork.execute(
        `UPDATE members SET role = $3, kind = $4, capacity = $5, status = $6,
           state = CASE WHEN $6 = 'suspended' THEN 'offline' ELSE state END,
           state_since = CASE WHEN $6 = 'suspended' AND state <> 'offline' THEN $7 ELSE state_since END
         WHERE brand_id = $1 AND id = $2 AND status <> 'removed'`,
        [actor.brandId, memberId, role, kind, capacity, status, this.clock.now()],
      );
      await this.events.record(actor, MemberSaved, {
        subjectId: memberId,
        data: { before: facts(before), after: { role, kind, capacity, status } },
      });
      this.unitOfWork.afterCommit(() => this.rights.changed({ brandId: actor.brandId, memberId }));
    });
  }
}

function facts({ role, kind, capacity, status }: Member): MemberFacts {
  return { role, kind, capacity, status };
}

type MemberFacts = Pick<Member, 'role' | 'kind' | 'capacity' | 'status'>;
