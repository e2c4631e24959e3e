import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/index.js';
import { Config, pageOf, UnitOfWork } from '../platform/index.js';
import { RECEIVED_MAIL_COLUMNS, type ReceivedMail, type ReceivedMailState } from './received-mail.js';

const PAGE = 50;

/** What came in by mail, and what became of it. */
@Injectable()
export class ReceivedMailRecords {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly config: Config,
  ) {}

  /** Whether mails can come in at all. */
  get isListening(): boolean {
    return this.config.mailListenPort !== undefined;
  }

  /** Newest first. */
  async page(
    actor: Actor,
    { state, before }: { state: ReceivedMailState | null; before: string | null },
  ): Promise<{ mails: ReceivedMail[]; older: string | null }> {
    const rows = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<ReceivedMail>(
        `SELECT ${RECEIVED_MAIL_COLUMNS} FROM received_mails m
         WHERE m.brand_id = $1 AND ($2::text IS NULL OR m.state = $2) AND ($3::uuid IS NULL OR m.id < $3)
         ORDER BY m.id DESC LIMIT ${PAGE + 1}`,
        [actor.brandId, state, before],
      ),
    );
    const [mails, older] = pageOf(rows, PAGE, ({ id }) => id);
    return { mails, older };
  }
}
