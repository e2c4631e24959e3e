import { Injectable } from '@nestjs/common';
import { AccountMails } from '../../account-mails/index.js';
import { Refusal } from '../../kernel/index.js';
import { RateLimits, Secrets, type RateLimit } from '../../platform/index.js';
import { checkEmail } from '../account.form.js';

export interface AskPasswordResetInput {
  email: string;
  /** Of the page, for the mail. */
  locale: string;
  /** Where the request comes from, as limits of guessing count it. */
  address: string;
}

const BY_ADDRESS: RateLimit = { name: 'password-resets-address', points: 10, seconds: 900 };

/**
 * Has a link sent to the account of this address. Whether there is one is found out when its mail is made
 * (`IssuePasswordReset`), so that nothing here tells, not even the time it takes.
 */
@Injectable()
export class AskPasswordReset {
  constructor(
    private readonly mails: AccountMails,
    private readonly limits: RateLimits,
    private readonly secrets: Secrets,
  ) {}

  async run({ email, locale, address }: AskPasswordResetInput): Promise<void> {
    checkEmail(email);
    if (!this.mails.reachPeople) throw new Refusal('unavailable', 'no_mail_server');
    await this.limits.take(BY_ADDRESS, this.secrets.mac('password reset', address));
    await this.mails.add({ kind: 'password_reset', recipient: email, locale });
  }
}
