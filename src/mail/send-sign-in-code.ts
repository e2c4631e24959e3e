import { Injectable, type OnModuleInit } from '@nestjs/common';
import { BrandAccess } from '../brands/index.js';
import { systemActor } from '../kernel/index.js';
import { AccountAccess, MemberAccess, SignInCodeAsked } from '../members/index.js';
import { Outbox } from '../outbox/index.js';
import { Events } from '../platform/index.js';
import { mailOf } from './mail-composers.js';

/** Puts the mail with a member's code into the outbox; the code itself is made when the mail is. */
@Injectable()
export class SendSignInCode implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly brands: BrandAccess,
    private readonly members: MemberAccess,
    private readonly accounts: AccountAccess,
    private readonly outbox: Outbox,
  ) {}

  onModuleInit(): void {
    this.events.subscribe(SignInCodeAsked, 'notifications.sign_in_code', async ({ brandId, subjectId }) => {
      if (subjectId) await this.run(brandId, subjectId);
    });
  }

  private async run(brandId: string, memberId: string): Promise<void> {
    const { accountId } = await this.members.member(systemActor(brandId), memberId);
    const { email, locale } = await this.accounts.account(accountId);
    const { defaultLocale } = await this.brands.brand(brandId);
    await this.outbox.add(
      mailOf({ template: 'sign_in_code', recipient: email, locale: locale ?? defaultLocale }),
    );
  }
}
