import { Injectable } from '@nestjs/common';
import type { Brand } from '../brands/index.js';
import { initialsOf, quoteOf, shortened, textParts, tintOf, type Tint } from '../conversations/index.js';
import { MailRenderer, type MailMessageView, type RenderedMail, type Wording } from '../mail/index.js';
import { Config, formatDate, formatSize, I18n } from '../platform/index.js';
import type { Site } from '../sites/index.js';
import type { QuotedMessage } from './answer-content.queries.js';

/** All that a mail to a visitor is made of. */
export interface AnswerMailContent {
  brand: Pick<Brand, 'name' | 'timeZone'>;
  site: Pick<Site, 'logo' | 'colour'>;
  locale: string;
  wording: Wording;
  visitorName: string | null;
  messages: QuotedMessage[];
  link: string;
  unsubscribe: string;
}

const LONGEST_PREVIEW = 120;
/** Initials on four grounds, as everywhere in the product. */
const TINTS: Record<Tint, Pick<MailMessageView, 'ground' | 'ink'>> = {
  1: { ground: '#e4e9f3', ink: '#3a5078' },
  2: { ground: '#efe5f0', ink: '#70457a' },
  3: { ground: '#e2eee6', ink: '#2c6144' },
  4: { ground: '#f6e7db', ink: '#864b1c' },
};

/** Makes the mail that tells a visitor of an answer: as markup and as plain text. */
@Injectable()
export class AnswerMail {
  constructor(
    private readonly config: Config,
    private readonly i18n: I18n,
    private readonly renderer: MailRenderer,
  ) {}

  render({ messages, visitorName, unsubscribe, ...content }: AnswerMailContent): RenderedMail {
    const answer = messages.findLast(({ side }) => side === 'member');
    return this.renderer.render({
      ...content,
      talk: {
        visitorName,
        memberName: answer?.authorName ?? null,
        messages: messages.map((message) => this.message(message, content.brand, content.locale)),
        preview: previewOf(answer?.body ?? ''),
        unsubscribe,
      },
    });
  }

  private message(
    message: QuotedMessage,
    brand: AnswerMailContent['brand'],
    locale: string,
  ): MailMessageView {
    const isBrand = message.side !== 'visitor';
    const text = quoteOf(message.body);
    const name = isBrand ? (message.authorName ?? brand.name) : this.i18n.t(locale, 'mails:you');
    return {
      name,
      isBrand,
      picture: this.picture(message.authorPicture),
      initials: initialsOf(name),
      ...TINTS[tintOf(message.authorId)],
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
