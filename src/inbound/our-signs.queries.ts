import { Injectable } from '@nestjs/common';
import { MailSenders, ReplyAddress } from '../mail/index.js';
import { previewOf } from '../notices/index.js';
import { Config, I18n, UnitOfWork } from '../platform/index.js';
import type { OurSigns } from './domain/our-signs.js';

/** Older answers are rarely quoted. */
const ANSWERS = 50;

/** By what the mails of a conversation are known where an answer quotes them. */
@Injectable()
export class OurSignsQueries {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly senders: MailSenders,
    private readonly replies: ReplyAddress,
    private readonly config: Config,
    private readonly i18n: I18n,
  ) {}

  /** Within a unit of work. */
  async of(conversationId: string): Promise<OurSigns> {
    const { brandId } = this.unitOfWork;
    const { name, address } = await this.senders.of(brandId);
    const answers = await this.unitOfWork.query<{ body: string }>(
      `SELECT body FROM entries WHERE brand_id = $1 AND conversation_id = $2 AND kind = 'message' AND side = 'member'
       ORDER BY seq DESC LIMIT ${ANSWERS}`,
      [brandId, conversationId],
    );
    return {
      marks: this.i18n.visitorLocales.map((locale) => this.i18n.t(locale, 'mails:above')),
      addresses: [this.replies.make({ brandId, conversationId }), address, this.config.mailFrom],
      names: [name],
      previews: answers.map(({ body }) => previewOf(body)),
    };
  }
}
