import { may } from '../../kernel/index.js';
import { Injectable } from '@nestjs/common';
import { AccountAccess, comingBar, type SignedInMember } from '../../members/index.js';
import { NotificationRecords } from '../../outbox/index.js';
import { NOTICES, type BrandView, type Section, type ShellView } from './admin.view.js';

/** What stands around the pages of the settings. */
@Injectable()
export class Shell {
  constructor(
    private readonly accounts: AccountAccess,
    private readonly mails: NotificationRecords,
  ) {}

  async around(me: SignedInMember, section: Section, done?: unknown): Promise<ShellView> {
    const { brand, actor } = me;
    const memberships = me.brands > 1 ? await this.accounts.memberships(actor.accountId) : [];
    const mayChange = may(actor, 'brand.change');
    return {
      url: adminUrl(me),
      section,
      brand: brandView(brand),
      otherBrands: memberships.filter(({ slug }) => slug !== brand.slug).map(brandView),
      deskUrl: `/b/${brand.slug}/desk`,
      mayChange,
      suspended: brand.suspended,
      manages: may(actor, 'waiting.read'),
      failedMails: mayChange ? await this.mails.alarming(actor) : 0,
      accountId: actor.accountId,
      twoStepFrom: comingBar(me.twoStep)?.toISOString() ?? null,
      notice: NOTICES.find((known) => known === done) ?? null,
    };
  }
}

export function adminUrl({ brand }: SignedInMember): string {
  return `/b/${brand.slug}/admin`;
}

function brandView({ slug, name }: { slug: string; name: string }): BrandView {
  return { slug, name, initial: [...name][0]?.toUpperCase() ?? '' };
}
