import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { AccountMail } from '../../account-mails/index.js';
import type { Suppressed } from '../../kernel/index.js';
import { AccountMailComposers, type AccountMailWords } from '../../mail/index.js';
import { Config, I18n } from '../../platform/index.js';
import { BrandInvitations } from '../invitations/brand-invitations.js';

/** The mail by which an operator invites somebody to open a brand. */
@Injectable()
export class BrandInvitationMail implements OnModuleInit {
  constructor(
    private readonly composers: AccountMailComposers,
    private readonly invitations: BrandInvitations,
    private readonly config: Config,
    private readonly i18n: I18n,
  ) {}

  onModuleInit(): void {
    this.composers.register('brand_invitation', (mail) => this.compose(mail));
  }

  private async compose({ subjectId, locale }: AccountMail): Promise<AccountMailWords | Suppressed> {
    const token = subjectId && (await this.invitations.issue(subjectId));
    if (!token) return { suppressed: 'gone' };
    const say = (part: string) => this.i18n.t(locale, `sign-up:invitation.mail.${part}`);
    return {
      subject: say('subject'),
      paragraphs: [say('body'), say('ignore')],
      button: { label: say('button'), address: `${this.config.publicUrl}/sign-up?invitation=${token}` },
    };
  }
}
