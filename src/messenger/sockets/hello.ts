import { Injectable } from '@nestjs/common';
import { I18n } from '../../platform/index.js';
import { lightAccents } from '../../sites/index.js';
import type { Engagement } from '../engagements.js';
import type { LinkNews } from '../links/followed-links.js';
import type { VisitorSession } from '../visitor-sessions.js';

/** What the loader needs to stand on a page: who the visitor is, how the launcher looks, whether it shows. */
export interface Hello extends Engagement {
  token: string;
  locale: string;
  label: string;
  /** What the launcher says while it offers an appointment. */
  bookLabel: string;
  title: string;
  colour: string;
  onColour: string;
  position: 'start' | 'end';
  /** Where the page was opened by a link in a message. */
  link?: LinkNews | undefined;
}

@Injectable()
export class Hellos {
  constructor(private readonly i18n: I18n) {}

  compose(
    { site, actor }: VisitorSession,
    { token, link }: Pick<Hello, 'token' | 'link'>,
    engagement: Engagement,
  ): Hello {
    const { accent, onAccent } = lightAccents(site.colour);
    return {
      ...engagement,
      token,
      link,
      locale: actor.locale,
      label: this.i18n.t(actor.locale, 'messenger:launcher'),
      bookLabel: this.i18n.t(actor.locale, 'messenger:booking.label'),
      title: this.i18n.t(actor.locale, 'messenger:frame', { brand: site.brandName }),
      colour: accent,
      onColour: onAccent,
      position: site.position,
    };
  }
}
