import { Injectable } from '@nestjs/common';
import { CreateBrand, type Brand } from '../brands/index.js';
import { invalidFields, newId, Refusal, systemActor, type MemberActor } from '../kernel/index.js';
import { AccountAccess, AddMember } from '../members/index.js';
import { RateLimits, UnitOfWork, type RateLimit } from '../platform/index.js';
import { slugProblem } from './domain/brand-slug.js';
import { BrandInvitations } from './invitations/brand-invitations.js';
import { PrepareBrand } from './prepare-brand.js';

export interface OpenBrandInput {
  accountId: string;
  name: string;
  slug: string;
  defaultLocale: string;
  timeZone: string;
  /** By which the founder came; it opens one brand. */
  invitationId: string | null;
  /** Of the founder, for whom the names of what is prepared are worded. */
  locale: string;
}

const BRANDS: RateLimit = { name: 'brands-account', points: 5, seconds: 24 * 3600 };

/** A new brand with its founder as its first admin, prepared so that only a site is missing: all of it, or nothing. */
@Injectable()
export class OpenBrand {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly limits: RateLimits,
    private readonly accounts: AccountAccess,
    private readonly createBrand: CreateBrand,
    private readonly addMember: AddMember,
    private readonly prepare: PrepareBrand,
    private readonly invitations: BrandInvitations,
  ) {}

  /** @throws Refusal `invalid` or `conflict` with the fields that are wrong. */
  async run({ accountId, locale, invitationId, ...input }: OpenBrandInput): Promise<Brand> {
    const problem = slugProblem(input.slug);
    if (problem) throw invalidFields({ slug: problem });
    const founder = await this.accounts.account(accountId);
    const id = newId();
    return this.unitOfWork.run(id, async () => {
      const brand = await this.createBrand.run({ ...input, name: input.name.trim(), id });
      // Limit: a form that was refused, for an address that is taken, say, has opened nothing.
      await this.limits.take(BRANDS, accountId);
      if (invitationId && !(await this.invitations.use(invitationId, id)))
        throw new Refusal('forbidden', 'sign_up_invited');
      const { memberId } = await this.addMember.run(systemActor(id), {
        ...{ accountId, name: founder.name, role: 'admin', kind: 'staff' },
      });
      const actor: MemberActor = {
        kind: 'member',
        brandId: id,
        id: memberId,
        accountId,
        role: 'admin',
        locale,
      };
      await this.prepare.run(actor, brand);
      return brand;
    });
  }
}
