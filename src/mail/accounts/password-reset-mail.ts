import { Injectable } from '@nestjs/common';
import type { AccountMail } from '../../account-mails/index.js';
import type { Suppressed } from '../../kernel/index.js';
import { IssuePasswordReset } from '../../members/index.js';
import { Config, I18n } from '../../platform/index.js';
import type { AccountMailWords } from './account-mail-composers.js';

/** The mail with the link to choose another password. */
@Injectable()
export class PasswordResetMail {
  constructor(
    private readonly config: Config,
    private readonly resets: IssuePasswordReset,
    private readonly i18n: I18n,
  ) {}

  /** Suppressed where there is no account of that address, or a link was asked for within the last minute. */
  async compose({ id, recipient, createdAt, locale }: AccountMail): Promise<AccountMailWords | Suppressed> {
    const issued = await this.resets.run({ id, email: recipient, askedAt: createdAt });
    if (!issued) return { suppressed: 'gone' };
    const say = (part: string) => this.i18n.t(locale, `accounts:resetPassword.mail.${part}`);
    return {
      to: issued.email,
      subject: say('subject'),
      paragraphs: [say('body'), say('ignore')],
      button: { label: say('button'), address: `${this.config.publicUrl}/reset-password/${issued.token}` },
    };
  }
}
