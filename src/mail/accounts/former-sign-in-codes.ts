import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AccountMails } from '../../account-mails/index.js';
import { isSuppressed, systemActor, type Suppressed } from '../../kernel/index.js';
import { AccountAccess, IssueSignInCode, MemberAccess, SignInCodeAsked } from '../../members/index.js';
import type { Notification } from '../../outbox/index.js';
import { Events } from '../../platform/index.js';
import type { ComposedMail } from '../mail-composers.js';
import { MailSenders } from '../senders/mail-senders.queries.js';
import { MailOfAccounts } from './mail-of-accounts.js';
import { SignInCodeMail } from './sign-in-code-mail.js';

/**
 * A node of the version before mails of accounts tells of a code by an event of a brand, and puts its mail into the
 * brand's outbox. Goes with the release after.
 */
@Injectable()
export class FormerSignInCodes implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly members: MemberAccess,
    private readonly accounts: AccountAccess,
    private readonly codes: IssueSignInCode,
    private readonly mails: AccountMails,
    private readonly mail: SignInCodeMail,
    private readonly mailOfAccounts: MailOfAccounts,
    private readonly senders: MailSenders,
  ) {}

  onModuleInit(): void {
    this.events.subscribe(SignInCodeAsked, 'notifications.sign_in_code', async ({ brandId, subjectId }) => {
      if (subjectId) await this.send(brandId, subjectId);
    });
  }

  async compose({ recipient, locale }: Notification): Promise<ComposedMail | Suppressed> {
    const words = await this.mail.compose({ subjectId: await this.codes.waitingFor(recipient), locale });
    if (isSuppressed(words)) return words;
    return { from: this.senders.ourselves, ...this.mailOfAccounts.render(words, locale) };
  }

  private async send(brandId: string, memberId: string): Promise<void> {
    const { accountId } = await this.members.member(systemActor(brandId), memberId);
    const { email, locale } = await this.accounts.account(accountId);
    const subjectId = await this.codes.waitingFor(email);
    if (subjectId)
      await this.mails.add({ kind: 'sign_in_code', recipient: email, locale: locale ?? 'en', subjectId });
  }
}
