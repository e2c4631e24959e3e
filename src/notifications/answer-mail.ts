import { Injectable } from '@nestjs/common';
import type { Brand } from '../brands/index.js';
import { initialsOf, quoteOf, shortened, textParts, tintOf } from '../conversations/index.js';
import { Config, formatDate, formatSize, I18n, Views } from '../platform/index.js';
import { darkAccents, directionOf, takesBlackText, type Site } from '../sites/index.js';
import { fill, type Values } from './domain/template-text.js';
import type { MailMessageView, MailView } from './mail.view.js';
import type { QuotedMessage } from './answer-content.queries.js';
import type { Wording } from './wordings.queries.js';

/** All that a mail to a visitor is made of. */
export interface ReplyMailContent {
  brand: Pick<Brand, 'name' | 'timeZone'>;
  site: Pick<Site, 'logo' | 'colour'>;
  locale: string;
  wording: Wording;
  visitorName: string | null;
  messages: QuotedMessage[];
  link: string;
  unsubscribe: string | null;
  /** Null where no visitor gets it. */
  footer?: null;
}

export interface RenderedMail {
  subject: string;
  html: string;
  text: string;
}

const LONGEST_PREVIEW = 120;
/** Initials on four grounds, as everywhere in the product. */
const TINTS = [
  { ground: '#e4e9f3', ink: '#3a5078' },
  { ground: '#efe5f0', ink: '#70457a' },
  { ground: '#e2eee6', ink: '#2c6144' },
  { ground: '#f6e7db', ink: '#864b1c' },
];

/** Makes the mail that tells a visitor of an answer: as markup and as plain text. */
@Injectable()
export class AnswerMail {
  constructor(
    private readonly config: Config,
    private readonly i18n: I18n,
    private readonly views: Views,
  ) {}

  render(content: ReplyMailContent): RenderedMail {
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

  private view({ brand, site, locale, wording, messages, link, ...content }: ReplyMailContent): MailView {
    const answer = messages.findLast(({ side }) => side === 'member');
    const values: Values = {
      'visitor.name': content.visitorName,
      'member.name': answer?.authorName ?? null,
      'brand.name': brand.name,
    };
    const direction = directionOf(locale);
    const dark = darkAccents(site.colour);
    return {
      subject: fill(wording.subject, values),
      above:
        this.config.mailListenPort === undefined || content.footer === null
          ? null
          : this.i18n.t(locale, 'mails:above'),
      preview: previewOf(answer?.body ?? ''),
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
      messages: messages.map((message) => this.message(message, brand, locale)),
      button: { label: fill(wording.button, values), address: link },
      footer: content.footer === null ? null : this.i18n.t(locale, 'mails:footer', { brand: brand.name }),
      unsubscribe: content.unsubscribe
        ? { label: this.i18n.t(locale, 'mails:unsubscribe.link'), address: content.unsubscribe }
        : null,
    };
  }

  private message(message: QuotedMessage, brand: ReplyMailContent['brand'], locale: string): MailMessageView {
    const isBrand = message.side !== 'visitor';
    const text = quoteOf(message.body);
    const name = isBrand ? (message.authorName ?? brand.name) : this.i18n.t(locale, 'mails:you');
    return {
      name,
      isBrand,
      picture: this.picture(message.authorPicture),
      initials: initialsOf(name),
      ...TINTS[tintOf(message.authorId) - 1],
      at: formatDate(locale, message.at, 'date-time', brand.timeZone),
      lines: text === '' ? [] : text.split('\n').map(textParts),
      plainLines: text === '' ? [] : text.split('\n'),
      files: message.files.map((file) => `${file.name} (${formatSize(locale, file.size)})`),
    };
  }

  /** With its whole address, and none that mail programs do not draw. */
  private picture(picture: string | null): string | null {
    if (!picture || /\.svg($|\?)/i.test(picture)) return null;
    return picture.startsWith('/') ? this.config.publicUrl + picture : picture;
  }
}

/** The first words of an answer, which mail programs show beside the subject and which stand hidden above our mark. */
export function previewOf(body: string): string {
  return shortened(body.replace(/\s+/g, ' '), LONGEST_PREVIEW);
}

function paragraphsOf(text: string): string[][] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.split('\n').map((line) => line.trim()))
    .filter((lines) => lines.some((line) => line !== ''));
}
