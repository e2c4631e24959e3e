import { Injectable } from '@nestjs/common';
import { AccountMails } from '../../account-mails/index.js';
import { Clock, Refusal, requirePermission, type MemberActor } from '../../kernel/index.js';
import { Events, UnitOfWork } from '../../platform/index.js';
import { INVITATION_LASTS_MS, MOST_SENDINGS, RESEND_AFTER_MS } from '../domain/invitation.js';
import { InvitationAccess } from './invitation.access.js';
import { InvitationResent } from './invitations.events.js';

/** Sends an invitation once more, with another link, for another week, in the name of who does so. */
@Injectable()
export class ResendInvitation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: InvitationAccess,
    private readonly mails: AccountMails,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(actor: MemberActor, { invitationId }: { invitationId: string }): Promise<void> {
    requirePermission(actor, 'members.change');
    if (!this.mails.reachPeople) throw new Refusal('conflict', 'mail_unavailable');
    const { brandId } = actor;
    await this.unitOfWork.run(brandId, async () => {
      const invitation = await this.access.held(brandId, invitationId);
      const { state, email, locale, sentAt, sendings } = invitation;
      if (state === 'accepted' || state === 'withdrawn') throw new Refusal('conflict', 'invitation_over');
      const now = this.clock.now();
      const seconds = Math.ceil((sentAt.getTime() + RESEND_AFTER_MS - now.getTime()) / 1000);
      if (seconds > 0) throw new Refusal('conflict', 'invitation_too_soon');
      if (sendings >= MOST_SENDINGS) throw new Refusal('conflict', 'invitation_sent_often');
      await this.unitOfWork.execute(
        `UPDATE invitations SET token_hash = NULL, sent_at = $3, expires_at = $4, invited_by = $5, sendings = sendings + 1
         WHERE brand_id = $1 AND id = $2`,
        [brandId, invitationId, now, new Date(now.getTime() + INVITATION_LASTS_MS), actor.id],
      );
      await this.mails.add({
        kind: 'invitation',
        recipient: email,
        locale,
        subjectId: invitationId,
        brandId,
      });
      await this.events.record(actor, InvitationResent, { subjectId: invitationId });
    });
  }
}
