import { Injectable } from '@nestjs/common';
import { I18n } from '../platform/index.js';
import type { NoticeCode, TemplateCode } from './notification.js';

/** What a mail says around the messages, with the names of values in it. */
export interface Wording {
  subject: string;
  body: string;
  button: string;
}

/** The words of mails. */
@Injectable()
export class Wordings {
  constructor(private readonly i18n: I18n) {}

  /** The product's own, with the names of the values as they are. */
  usual(template: TemplateCode | NoticeCode, locale: string): Wording {
    const say = (part: keyof Wording) =>
      this.i18n.t(locale, `mails:${template}.${part}`, { skipInterpolation: true });
    return { subject: say('subject'), body: say('body'), button: say('button') };
  }
}
