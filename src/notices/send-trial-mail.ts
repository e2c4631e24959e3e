import { Injectable } from '@nestjs/common';
import { requirePermission, type MemberActor } from '../kernel/index.js';
import { mailOf, type TemplateCode } from '../mail/index.js';
import { AccountAccess } from '../members/index.js';
import { Outbox } from '../outbox/index.js';
import { RateLimits, UnitOfWork, type RateLimit } from '../platform/index.js';

const TRIALS: RateLimit = { name: 'trial-mails', points: 20, seconds: 3600 };

/** Sends a mail as it is worded now to whoever asks for it, with an invented conversation. */
@Injectable()
export class SendTrialMail {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountAccess,
    private readonly outbox: Outbox,
    private readonly limits: RateLimits,
  ) {}

  async run(
    actor: MemberActor,
    { template, locale }: { template: TemplateCode; locale: string },
  ): Promise<void> {
    requirePermission(actor, 'mails.change');
    await this.limits.take(TRIALS, actor.accountId);
    const { email: recipient } = await this.accounts.account(actor.accountId);
    const draft = mailOf({ template, recipient, locale });
    await this.unitOfWork.run(actor.brandId, () => this.outbox.add(draft));
  }
}
