import { Injectable } from '@nestjs/common';
import type { AccountMail } from '../../account-mails/index.js';
import type { Suppressed } from '../../kernel/index.js';
import { AccountAccess } from '../../members/index.js';
import { Config, formatDate, I18n } from '../../platform/index.js';
import type { AccountMailWords } from './account-mail-composers.js';

/** Tells an account that it signs in another way now: by an app, a passkey or recovery codes that are new or gone. */
@Injectable()
export class SecondFactorChangedMail {
  constructor(
    private readonly config: Config,
    private readonly accounts: AccountAccess,
    private readonly i18n: I18n,
  ) {}

  async compose({ subjectId, createdAt, locale }: AccountMail): Promise<AccountMailWords | Suppressed> {
    if (!subjectId) return { suppressed: 'gone' };
    const { email, timeZone } = await this.accounts.account(subjectId);
    const at = formatDate(locale, createdAt, 'date-time', timeZone ?? 'UTC');
    const zone = timeZone ? '' : ' UTC';
    const say = (part: string) => this.i18n.t(locale, `factors:mail.${part}`, { email, at: `${at}${zone}` });
    return {
      subject: say('subject'),
      paragraphs: [say('body'), say('unexpected')],
      button: { label: say('button'), address: `${this.config.publicUrl}/account/two-step` },
    };
  }
}
