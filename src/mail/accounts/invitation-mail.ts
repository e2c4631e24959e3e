import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import type { AccountMail } from '../../account-mails/index.js';
import type { Suppressed } from '../../kernel/index.js';
import { IssueInvitation } from '../../members/index.js';
import { Config, I18n } from '../../platform/index.js';
import type { AccountMailWords } from './account-mail-composers.js';

/** The mail that invites somebody to become a member of a brand. */
@Injectable()
export class InvitationMail {
  constructor(
    private readonly config: Config,
    private readonly invitations: IssueInvitation,
    private readonly i18n: I18n,
  ) {}

  /** Suppressed where the invitation is over. */
  async compose({
    subjectId,
    brandId,
    locale,
    createdAt,
  }: AccountMail): Promise<AccountMailWords | Suppressed> {
    const asked = subjectId && { invitationId: subjectId, askedAt: createdAt };
    const issued = asked && brandId && (await this.invitations.run(brandId, asked));
    if (!issued) return { suppressed: 'gone' };
    const say = (part: string) =>
      this.i18n.t(locale, `accounts:invitation.mail.${part}`, {
        brand: issued.brandName,
        name: issued.inviterName,
        role: this.i18n.t(locale, `common:role.${issued.role}`),
        date: DateTime.fromJSDate(issued.expiresAt, { zone: 'utc' })
          .setLocale(locale)
          .toLocaleString(DateTime.DATE_FULL),
      });
    return {
      subject: say('subject'),
      paragraphs: [say('body'), say('until'), say('ignore')],
      button: { label: say('button'), address: `${this.config.publicUrl}/invitations/${issued.token}` },
    };
  }
}
