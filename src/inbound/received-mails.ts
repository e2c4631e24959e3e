import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/index.js';
import { FileStore, UnitOfWork } from '../platform/index.js';
import type { MailMessage } from './domain/mail-messages.js';
import {
  RECEIVED_MAIL_COLUMNS,
  type ReceivedMail,
  type ReceivedMailState,
  type ReceivedReason,
} from './received-mail.js';

export interface KeptContent {
  messages: readonly MailMessage[];
  fileIds: string[];
  foldedFileIds: string[];
  isCut: boolean;
  isAutomatic: boolean;
  leftOut: string[];
  textFileId: string | null;
}

/** One that takes longer lets those behind it pass. */
const WAITED_FOR_MS = 60_000;

type End = { state: ReceivedMailState; reason?: ReceivedReason };

/** The records of mails that came in, within a unit of work. */
@Injectable()
export class ReceivedMails {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: FileStore,
    private readonly clock: Clock,
  ) {}

  async find(id: string, state: ReceivedMailState): Promise<ReceivedMail | null> {
    const [mail] = await this.unitOfWork.query<ReceivedMail>(
      `SELECT ${RECEIVED_MAIL_COLUMNS} FROM received_mails m WHERE m.brand_id = $1 AND m.id = $2 AND m.state = $3
       FOR UPDATE`,
      [this.unitOfWork.brandId, id, state],
    );
    return mail ?? null;
  }

  /** Whether one of its conversation that came before it is about to enter. */
  async isBehind({ brandId, id, conversationId, receivedAt }: ReceivedMail): Promise<boolean> {
    const since = new Date(this.clock.now().getTime() - WAITED_FOR_MS);
    const rows = await this.unitOfWork.query(
      `SELECT FROM received_mails WHERE brand_id = $1 AND conversation_id = $2 AND kind = 'reply'
         AND state IN ('received', 'read') AND (received_at, id) < ($3, $4) AND state_at > $5 LIMIT 1`,
      [brandId, conversationId, receivedAt, id, since],
    );
    return rows.length > 0;
  }

  async identify(
    mail: ReceivedMail,
    { sender, senderKnown }: { sender: string; senderKnown: boolean },
  ): Promise<void> {
    await this.unitOfWork.execute(
      'UPDATE received_mails SET sender = $3, sender_known = $4 WHERE brand_id = $1 AND id = $2',
      [mail.brandId, mail.id, sender, senderKnown],
    );
  }

  /** A read that begins, `1`, or has ended, `-1`. */
  async countRead({ brandId, id }: ReceivedMail, change: 1 | -1): Promise<void> {
    await this.unitOfWork.execute(
      'UPDATE received_mails SET unfinished_reads = unfinished_reads + $3 WHERE brand_id = $1 AND id = $2',
      [brandId, id, change],
    );
  }

  /** As it came, for members to look at. */
  async keepWhole(
    mail: ReceivedMail,
    { text, fileNames }: { text: string; fileNames: string[] },
  ): Promise<void> {
    await this.unitOfWork.execute(
      'UPDATE received_mails SET body = $3, file_names = $4 WHERE brand_id = $1 AND id = $2',
      [mail.brandId, mail.id, text, fileNames],
    );
  }

  async keepContent(
    mail: ReceivedMail,
    { messages, fileIds, foldedFileIds, leftOut, textFileId, isCut, isAutomatic }: KeptContent,
  ): Promise<void> {
    await this.unitOfWork.execute(
      `UPDATE received_mails SET state = 'read', parts = $3, folds = $4, file_ids = $5, folded_file_ids = $6, left_out = $7,
         text_file_id = $8, is_cut = $9, is_automatic = $10, state_at = $11
       WHERE brand_id = $1 AND id = $2`,
      [
        mail.brandId,
        mail.id,
        messages.map(({ body }) => body),
        messages.map(({ fold }) => fold),
        fileIds,
        foldedFileIds,
        leftOut,
        textFileId,
        isCut,
        isAutomatic,
        this.clock.now(),
      ],
    );
  }

  /** It goes no further for now, and stays as it came. */
  async set(mail: ReceivedMail, { state, reason }: End): Promise<void> {
    await this.unitOfWork.execute(
      `UPDATE received_mails SET state = $3, reason = $4, parts = NULL, folds = NULL, file_ids = NULL, state_at = $5
       WHERE brand_id = $1 AND id = $2`,
      [mail.brandId, mail.id, state, reason ?? null, this.clock.now()],
    );
  }

  /** Its writer was told what it waits for, or that the conversation is over. */
  async answered(mail: ReceivedMail): Promise<void> {
    await this.unitOfWork.execute(
      'UPDATE received_mails SET answered_at = $3 WHERE brand_id = $1 AND id = $2',
      [mail.brandId, mail.id, this.clock.now()],
    );
  }

  /** Nothing more is to be done with it: only the record of it stays. */
  async end(mail: ReceivedMail, end: End): Promise<void> {
    await this.set(mail, end);
    const { brandId, id: fileId } = mail;
    this.unitOfWork.afterCommit(() => this.store.remove({ brandId, fileId, variant: 'whole' }));
  }
}
