import { Injectable } from '@nestjs/common';
import { Clock, Refusal, requirePermission, type MemberActor } from '../../kernel/index.js';
import { Events, UnitOfWork } from '../../platform/index.js';
import { InvitationAccess } from './invitation.access.js';
import { InvitationWithdrawn } from './invitations.events.js';

/** Its link leads nowhere any more. */
@Injectable()
export class WithdrawInvitation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: InvitationAccess,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(actor: MemberActor, { invitationId }: { invitationId: string }): Promise<void> {
    requirePermission(actor, 'members.change');
    const { brandId } = actor;
    await this.unitOfWork.run(brandId, async () => {
      const { state } = await this.access.held(brandId, invitationId);
      if (state === 'withdrawn') return;
      if (state === 'accepted') throw new Refusal('conflict', 'invitation_over');
      await this.unitOfWork.execute(
        `UPDATE invitations SET state = 'withdrawn', ended_at = $3 WHERE brand_id = $1 AND id = $2`,
        [brandId, invitationId, this.clock.now()],
      );
      await this.events.record(actor, InvitationWithdrawn, { subjectId: invitationId });
    });
  }
}
