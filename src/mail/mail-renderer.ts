import { Injectable } from '@nestjs/common';
import type { Brand } from '../brands/index.js';
import { Config, I18n, Views, directionOf } from '../platform/index.js';
import { darkAccents, takesBlackText, type Site } from '../sites/index.js';
import { fill, type Values } from './domain/template-text.js';
import type { MailMessageView, MailView } from './mail.view.js';
import type { Wording } from './wordings.queries.js';

/** All that a mail is made of. */
export interface MailContent {
  brand: Pick<Brand, 'name' | 'timeZone'>;
  site: Pick<Site, 'logo' | 'colour'>;
  locale: string;
  wording: Wording;
  link: string;
  /** Null in a mail to a member, which cannot be answered. */
  talk: MailTalk | null;
}

/** What a mail to a visitor shows of a conversation. */
export interface MailTalk {
  visitorName: string | null;
  memberName: string | null;
  messages: MailMessageView[];
  /** What mail programs show beside the subject. */
  preview: string;
  unsubscribe: string;
}

/** Of mails that no brand sends. */
export const OUR_LOOK: MailContent['site'] = { logo: null, colour: '#1c5d6b' };

export interface RenderedMail {
  subject: string;
  html: string;
  text: string;
}

/** Makes a mail: as markup and as plain text. */
@Injectable()
export class MailRenderer {
  constructor(
    private readonly config: Config,
    private readonly i18n: I18n,
    private readonly views: Views,
  ) {}

  render(content: MailContent): RenderedMail {
    const view = this.view(content);
    const context = { locale: content.locale, timeZone: content.brand.timeZone };
    return {
      subject: view.subject,
      html: this.views.render('mails/mail', view, context),
      text: this.views
        .render('mails/mail.text', view, context)
        .replace(/\n{3,}/g, '\n\n')
        .trim(),
    };
  }

  private view({ brand, site, locale, wording, link, talk }: MailContent): MailView {
    const values: Values = {
      'visitor.name': talk?.visitorName ?? null,
      'member.name': talk?.memberName ?? null,
      'brand.name': brand.name,
    };
    const direction = directionOf(locale);
    const dark = darkAccents(site.colour);
    return {
      subject: fill(wording.subject, values),
      above: talk && this.config.mailListenPort !== undefined ? this.i18n.t(locale, 'mails:above') : null,
      preview: talk?.preview ?? '',
      direction,
      start: direction === 'rtl' ? 'right' : 'left',
      end: direction === 'rtl' ? 'left' : 'right',
      brand: {
        name: brand.name,
        logo: site.logo,
        colour: site.colour,
        onColour: takesBlackText(site.colour) ? '#000000' : '#ffffff',
      },
      dark: { colour: dark.accent, onColour: dark.onAccent },
      paragraphs: paragraphsOf(fill(wording.body, values)),
      messages: talk?.messages ?? [],
      button: { label: fill(wording.button, values), address: link },
      footer: talk && this.i18n.t(locale, 'mails:footer', { brand: brand.name }),
      unsubscribe: talk && {
        label: this.i18n.t(locale, 'mails:unsubscribe.link'),
        address: talk.unsubscribe,
      },
    };
  }
}

function paragraphsOf(text: string): string[][] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.split('\n').map((line) => line.trim()))
    .filter((lines) => lines.some((line) => line !== ''));
}
