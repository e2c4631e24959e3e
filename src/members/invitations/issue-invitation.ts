import { Injectable } from '@nestjs/common';
import { BrandAccess } from '../../brands/index.js';
import { UnitOfWork } from '../../platform/index.js';
import { InvitationAccess, type Invitation } from './invitation.access.js';
import { InvitationTokens } from './invitation-tokens.js';

export interface IssueInvitationInput {
  invitationId: string;
  /** When the mail was put into the outbox. */
  askedAt: Date;
}

export interface IssuedInvitation extends Invitation {
  brandName: string;
  /** Stands in the mail and nowhere else. */
  token: string;
}

/** Makes the link of an invitation while its mail is written; the one of a mail before is void. */
@Injectable()
export class IssueInvitation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: InvitationAccess,
    private readonly brands: BrandAccess,
    private readonly tokens: InvitationTokens,
  ) {}

  /** Null where nobody is to be invited by it any more, or a later mail goes out for it than the one that was asked for then. */
  async run(
    brandId: string,
    { invitationId, askedAt }: IssueInvitationInput,
  ): Promise<IssuedInvitation | null> {
    const { name: brandName, state: brandState } = await this.brands.brand(brandId);
    if (brandState !== 'active') return null;
    return this.unitOfWork.run(brandId, async () => {
      const invitation = await this.access.held(brandId, invitationId);
      if (invitation.state !== 'open' || askedAt < invitation.sentAt) return null;
      const { token, hash } = this.tokens.make(brandId);
      await this.unitOfWork.execute(
        'UPDATE invitations SET token_hash = $3 WHERE brand_id = $1 AND id = $2',
        [brandId, invitationId, hash],
      );
      return { ...invitation, brandName, token };
    });
  }
}
