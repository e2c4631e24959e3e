import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { AccountMail } from '../../account-mails/index.js';
import type { Suppressed } from '../../kernel/index.js';
import { AccountMailComposers, type AccountMailWords } from '../../mail/index.js';
import { Config, I18n } from '../../platform/index.js';
import { IssueCode } from '../../verification/index.js';

/** What is sent to the address of somebody who signs up: its code, or that there is an account already. */
@Injectable()
export class AddressCodeMail implements OnModuleInit {
  constructor(
    private readonly composers: AccountMailComposers,
    private readonly codes: IssueCode,
    private readonly config: Config,
    private readonly i18n: I18n,
  ) {}

  onModuleInit(): void {
    this.composers.register('address_code', (mail) => this.code(mail));
    this.composers.register('sign_up_known', (mail) => Promise.resolve(this.known(mail)));
  }

  private async code({ subjectId, locale }: AccountMail): Promise<AccountMailWords | Suppressed> {
    const code = subjectId && (await this.codes.run(subjectId));
    if (!code) return { suppressed: 'gone' };
    return this.words(locale, 'mail', { code }, '/sign-up/code');
  }

  private known({ locale }: AccountMail): AccountMailWords {
    return this.words(locale, 'knownMail', {}, '/sign-in');
  }

  private words(
    locale: string,
    mail: 'mail' | 'knownMail',
    values: Record<string, string>,
    path: string,
  ): AccountMailWords {
    const say = (part: string) => this.i18n.t(locale, `sign-up:code.${mail}.${part}`, values);
    return {
      subject: say('subject'),
      paragraphs: [say('body'), say('ignore')],
      button: { label: say('button'), address: `${this.config.publicUrl}${path}` },
    };
  }
}
