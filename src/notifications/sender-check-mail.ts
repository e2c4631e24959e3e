import { Injectable } from '@nestjs/common';
import { BrandAccess } from '../brands/index.js';
import { I18n } from '../platform/index.js';
import { MailLinks } from './mail-links.js';
import { AnswerMail, type RenderedMail } from './answer-mail.js';

const OUR_COLOUR = '#1c5d6b';

/** The mail that finds out whether an address is the brand's to write under. */
@Injectable()
export class SenderCheckMail {
  constructor(
    private readonly brands: BrandAccess,
    private readonly links: MailLinks,
    private readonly i18n: I18n,
    private readonly mail: AnswerMail,
  ) {}

  async render(brandId: string, address: string, locale: string): Promise<RenderedMail> {
    const brand = await this.brands.brand(brandId);
    const say = (part: string) =>
      this.i18n.t(locale, `accounts:sender.${part}`, { brand: brand.name, address });
    return this.mail.render({
      brand,
      site: { logo: null, colour: OUR_COLOUR },
      locale,
      wording: { subject: say('title'), body: `${say('ask')}\n\n${say('ignore')}`, button: say('confirm') },
      visitorName: null,
      messages: [],
      link: this.links.sender({ brandId, address }),
      unsubscribe: null,
      footer: null,
    });
  }
}
