import { Injectable } from '@nestjs/common';
import { I18n, UnitOfWork } from '../platform/index.js';
import { TEMPLATES, type NoticeCode, type TemplateCode } from './mail-kinds.js';

/** What a mail says around the messages, with the names of values in it. */
export interface Wording {
  subject: string;
  body: string;
  button: string;
}

/** The words of mails: a brand's own in a language, else the product's. */
@Injectable()
export class Wordings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly i18n: I18n,
  ) {}

  async of(brandId: string, template: TemplateCode | NoticeCode, locale: string): Promise<Wording> {
    const known = TEMPLATES.find((each) => each === template);
    return (known && (await this.own(brandId, known, locale))) ?? this.usual(template, locale);
  }

  /** What the brand has worded itself; null where it leaves the product's. */
  async own(brandId: string, template: TemplateCode, locale: string): Promise<Wording | null> {
    const [row] = await this.unitOfWork.run(brandId, () =>
      this.unitOfWork.query<Wording>(
        `SELECT subject, body, button FROM mail_templates WHERE brand_id = $1 AND template = $2 AND locale = $3`,
        [brandId, template, locale],
      ),
    );
    return row ?? null;
  }

  /** Which languages of a template the brand has worded itself. */
  async reworded(brandId: string, template: TemplateCode): Promise<string[]> {
    const rows = await this.unitOfWork.run(brandId, () =>
      this.unitOfWork.query<{ locale: string }>(
        'SELECT locale FROM mail_templates WHERE brand_id = $1 AND template = $2',
        [brandId, template],
      ),
    );
    return rows.map(({ locale }) => locale);
  }

  /** The product's own, with the names of the values as they are. */
  usual(template: TemplateCode | NoticeCode, locale: string): Wording {
    const say = (part: keyof Wording) =>
      this.i18n.t(locale, `mails:${template}.${part}`, { skipInterpolation: true });
    return { subject: say('subject'), body: say('body'), button: say('button') };
  }
}
