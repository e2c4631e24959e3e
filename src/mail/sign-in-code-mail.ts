import { Injectable } from '@nestjs/common';
import { IssueSignInCode } from '../members/index.js';
import type { Notification, Suppressed } from '../outbox/index.js';
import { Config, I18n } from '../platform/index.js';
import type { ComposedMail } from './mail-composers.js';
import { MailRenderer } from './mail-renderer.js';
import { MailSenders } from './senders/mail-senders.queries.js';

const OUR_COLOUR = '#1c5d6b';

/** The mail with a member's code to sign in. */
@Injectable()
export class SignInCodeMail {
  constructor(
    private readonly config: Config,
    private readonly codes: IssueSignInCode,
    private readonly senders: MailSenders,
    private readonly i18n: I18n,
    private readonly renderer: MailRenderer,
  ) {}

  /** Suppressed where nobody waits for a code any more. */
  async compose({ recipient, locale }: Notification): Promise<ComposedMail | Suppressed> {
    const code = await this.codes.run(recipient);
    if (code === null) return { suppressed: 'gone' };
    const say = (part: string) => this.i18n.t(locale, `accounts:signInCode.mail.${part}`, { code });
    const mail = this.renderer.render({
      brand: { name: 'Causerie', timeZone: 'UTC' },
      site: { logo: null, colour: OUR_COLOUR },
      locale,
      wording: { subject: say('subject'), body: `${say('body')}\n\n${say('ignore')}`, button: say('button') },
      link: `${this.config.publicUrl}/sign-in/code`,
      talk: null,
    });
    return { from: this.senders.ourselves, ...mail };
  }
}
