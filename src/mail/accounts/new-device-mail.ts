import { Injectable } from '@nestjs/common';
import type { AccountMail } from '../../account-mails/index.js';
import { AccountAccess, OpenSessions } from '../../members/index.js';
import { Config, formatDate, I18n } from '../../platform/index.js';
import type { AccountMailWords } from './account-mail-composers.js';

/** Tells an account of a sign-in in a browser that was not known. */
@Injectable()
export class NewDeviceMail {
  constructor(
    private readonly config: Config,
    private readonly accounts: AccountAccess,
    private readonly sessions: OpenSessions,
    private readonly i18n: I18n,
  ) {}

  async compose({ recipient, subjectId, createdAt, locale }: AccountMail): Promise<AccountMailWords> {
    const { browser, system } = await this.sessions.device(recipient, subjectId);
    const zone = (await this.accounts.withPassword(recipient))?.timeZone ?? null;
    const say = (part: string, params: Record<string, string> = {}) =>
      this.i18n.t(locale, `accounts:newDevice.mail.${part}`, params);
    const device =
      browser && system
        ? this.i18n.t(locale, 'accounts:sessions.device', { browser, system })
        : (browser ?? system ?? this.i18n.t(locale, 'accounts:sessions.unknown'));
    const at = `${formatDate(locale, createdAt, 'date-time', zone ?? 'UTC')}${zone ? '' : ' UTC'}`;
    const { publicUrl } = this.config;
    return {
      subject: say('subject'),
      paragraphs: [
        say('body', { email: recipient, device, at }),
        say('unexpected', { address: `${publicUrl}/forgot-password` }),
      ],
      button: { label: say('button'), address: `${publicUrl}/account` },
    };
  }
}
