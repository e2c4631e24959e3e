import { Injectable } from '@nestjs/common';
import { notFound, Refusal, type MemberActor } from '../../kernel/index.js';
import { BrandAccess } from '../../brands/index.js';
import { AccountAccess } from '../account.access.js';
import { EndMembership } from './end-membership.js';

export interface LeaveBrandInput {
  accountId: string;
  slug: string;
}

/** Somebody ends their own membership. */
@Injectable()
export class LeaveBrand {
  constructor(
    private readonly accounts: AccountAccess,
    private readonly brands: BrandAccess,
    private readonly end: EndMembership,
  ) {}

  async run({ accountId, slug }: LeaveBrandInput): Promise<void> {
    const memberships = await this.accounts.memberships(accountId);
    const left = memberships.find((each) => each.slug === slug);
    if (!left) throw notFound();
    const { brandId, memberId, role } = left;
    if (!(await this.brands.isActive(brandId))) throw new Refusal('forbidden', 'brand_suspended');
    const actor: MemberActor = { kind: 'member', brandId, id: memberId, accountId, role, locale: 'en' };
    await this.end.run(actor, memberId);
  }
}
