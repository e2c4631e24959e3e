import { Injectable } from '@nestjs/common';
import { BrandAccess } from '../brands/index.js';
import { beginningOf, Clock, type Actor } from '../kernel/index.js';
import { LONGEST_WORDING, type RenderedMail, type Wording } from '../mail/index.js';
import { Config, I18n } from '../platform/index.js';
import { SiteAccess } from '../sites/index.js';
import { AnswerMail } from './answer-mail.js';

const VISITOR = 'Ada';
const MEMBER = 'Léa';
const DEFAULT_COLOUR = '#1c5d6b';

/** Mails as they would look, with an invented conversation: for the preview and for a trial. */
@Injectable()
export class MailSamples {
  constructor(
    private readonly brands: BrandAccess,
    private readonly sites: SiteAccess,
    private readonly answerMail: AnswerMail,
    private readonly i18n: I18n,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async render(actor: Actor, locale: string, wording: Wording): Promise<RenderedMail> {
    const [site] = await this.sites.sites(actor);
    const message = { authorPicture: null, at: this.clock.now(), files: [] };
    return this.answerMail.render({
      brand: await this.brands.brand(actor.brandId),
      site: site ?? { logo: null, colour: DEFAULT_COLOUR },
      locale,
      wording: {
        subject: beginningOf(wording.subject, LONGEST_WORDING.subject),
        body: beginningOf(wording.body, LONGEST_WORDING.body),
        button: beginningOf(wording.button, LONGEST_WORDING.button),
      },
      visitorName: VISITOR,
      messages: [
        {
          ...message,
          seq: 1,
          side: 'visitor',
          authorId: VISITOR,
          authorName: VISITOR,
          body: this.i18n.t(locale, 'mails:sample.question'),
        },
        {
          ...message,
          seq: 2,
          side: 'member',
          authorId: MEMBER,
          authorName: MEMBER,
          body: this.i18n.t(locale, 'mails:sample.answer'),
        },
      ],
      link: this.config.publicUrl,
      unsubscribe: this.config.publicUrl,
    });
  }
}
