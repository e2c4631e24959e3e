import { Injectable } from '@nestjs/common';
import type { AccountMail } from '../../account-mails/index.js';
import type { Suppressed } from '../../kernel/index.js';
import { IssueSignInCode } from '../../members/index.js';
import { Config, I18n } from '../../platform/index.js';
import type { AccountMailWords } from './account-mail-composers.js';

/** The mail with a code to sign in. */
@Injectable()
export class SignInCodeMail {
  constructor(
    private readonly config: Config,
    private readonly codes: IssueSignInCode,
    private readonly i18n: I18n,
  ) {}

  /** Suppressed where nobody waits for a code any more. */
  async compose({
    subjectId,
    locale,
  }: Pick<AccountMail, 'subjectId' | 'locale'>): Promise<AccountMailWords | Suppressed> {
    const code = subjectId && (await this.codes.run(subjectId));
    if (!code) return { suppressed: 'gone' };
    const say = (part: string) => this.i18n.t(locale, `accounts:signInCode.mail.${part}`, { code });
    return {
      subject: say('subject'),
      paragraphs: [say('body'), say('ignore')],
      button: { label: say('button'), address: `${this.config.publicUrl}/sign-in/code` },
    };
  }
}
