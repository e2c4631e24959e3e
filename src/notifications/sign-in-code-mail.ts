import { Injectable } from '@nestjs/common';
import { IssueSignInCode } from '../members/index.js';
import { Config, I18n } from '../platform/index.js';
import { AnswerMail, type RenderedMail } from './answer-mail.js';

const OUR_COLOUR = '#1c5d6b';

/** The mail with a member's code to sign in. */
@Injectable()
export class SignInCodeMail {
  constructor(
    private readonly config: Config,
    private readonly codes: IssueSignInCode,
    private readonly i18n: I18n,
    private readonly mail: AnswerMail,
  ) {}

  /** Null where nobody waits for a code any more. */
  async render(recipient: string, locale: string): Promise<RenderedMail | null> {
    const code = await this.codes.run(recipient);
    if (code === null) return null;
    const say = (part: string) => this.i18n.t(locale, `accounts:signInCode.mail.${part}`, { code });
    return this.mail.render({
      brand: { name: 'Causerie', timeZone: 'UTC' },
      site: { logo: null, colour: OUR_COLOUR },
      locale,
      wording: { subject: say('subject'), body: `${say('body')}\n\n${say('ignore')}`, button: say('button') },
      visitorName: null,
      messages: [],
      link: `${this.config.publicUrl}/sign-in/code`,
      unsubscribe: null,
      footer: null,
    });
  }
}
