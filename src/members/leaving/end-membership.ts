import { Injectable } from '@nestjs/common';
import { Clock, type Actor } from '../../kernel/index.js';
import { Events, UnitOfWork } from '../../platform/index.js';
import { MemberAccess } from '../member.access.js';
import { MemberRemoved } from '../members.events.js';
import { RightsNow } from '../rights-now.js';
import { AdminsKept } from './admins-kept.js';

/** The end of somebody's membership. The row stays, for entries name it; who comes again gets it back. */
@Injectable()
export class EndMembership {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly admins: AdminsKept,
    private readonly access: MemberAccess,
    private readonly events: Events,
    private readonly clock: Clock,
    private readonly rights: RightsNow,
  ) {}

  async run(actor: Actor, memberId: string): Promise<void> {
    const { brandId } = actor;
    await this.admins.change(brandId, async () => {
      const { accountId, role, kind, capacity, status } = await this.access.member(actor, memberId);
      const ended = await this.unitOfWork.execute(
        `UPDATE members SET status = 'removed', state = 'offline', state_since = $3
         WHERE brand_id = $1 AND id = $2 AND status <> 'removed'`,
        [brandId, memberId, this.clock.now()],
      );
      // Somebody else was quicker.
      if (ended === 0) return;
      await this.unitOfWork.execute('DELETE FROM memberships WHERE account_id = $1 AND brand_id = $2', [
        accountId,
        brandId,
      ]);
      await this.events.record(actor, MemberRemoved, {
        subjectId: memberId,
        data: { before: { role, kind, capacity, status }, after: null },
      });
      this.unitOfWork.afterCommit(() => this.rights.changed({ brandId, memberId }));
    });
  }
}
