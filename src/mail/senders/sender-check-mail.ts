import { Injectable } from '@nestjs/common';
import { BrandAccess } from '../../brands/index.js';
import type { Suppressed } from '../../kernel/index.js';
import type { Notification } from '../../outbox/index.js';
import { I18n } from '../../platform/index.js';
import type { ComposedMail } from '../mail-composers.js';
import { MailRenderer, OUR_LOOK, type RenderedMail } from '../mail-renderer.js';
import { MailSenders } from './mail-senders.queries.js';
import { SenderLinks } from './sender-links.js';

/** The mail that finds out whether an address is the brand's to write under. */
@Injectable()
export class SenderCheckMail {
  constructor(
    private readonly brands: BrandAccess,
    private readonly senders: MailSenders,
    private readonly links: SenderLinks,
    private readonly i18n: I18n,
    private readonly renderer: MailRenderer,
  ) {}

  async compose({ brandId, recipient, locale }: Notification): Promise<ComposedMail | Suppressed> {
    const { address } = await this.senders.settings(brandId);
    if (address !== recipient) return { suppressed: 'address_changed' };
    return { from: this.senders.ourselves, ...(await this.render(brandId, address, locale)) };
  }

  private async render(brandId: string, address: string, locale: string): Promise<RenderedMail> {
    const brand = await this.brands.brand(brandId);
    const say = (part: string) =>
      this.i18n.t(locale, `accounts:sender.${part}`, { brand: brand.name, address });
    return this.renderer.render({
      brand,
      site: OUR_LOOK,
      locale,
      wording: { subject: say('title'), body: `${say('ask')}\n\n${say('ignore')}`, button: say('confirm') },
      link: this.links.make({ brandId, address }),
      talk: null,
    });
  }
}
