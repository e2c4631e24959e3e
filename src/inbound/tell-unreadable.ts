import { Injectable } from '@nestjs/common';
import { EntryWriter } from '../conversations/index.js';
import type { SystemActor } from '../kernel/index.js';
import { SendNotice } from '../notices/index.js';
import { UnitOfWork } from '../platform/index.js';
import type { Unreadable } from './mail-content.js';
import type { MailWriter } from './mail-writers.queries.js';

const LINES = { encrypted: 'mail_encrypted', in_pieces: 'mail_in_pieces' } as const;

/** Tells members of a mail that cannot be read, and its writer, once a conversation, what to do instead. */
@Injectable()
export class TellUnreadable {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly entries: EntryWriter,
    private readonly notice: SendNotice,
  ) {}

  /** Within a unit of work. */
  async run(
    actor: SystemActor,
    { conversationId, visitorId, locale, email }: MailWriter,
    unreadable: Unreadable,
  ): Promise<void> {
    const told = await this.unitOfWork.query(
      'SELECT FROM entries WHERE brand_id = $1 AND conversation_id = $2 AND code = ANY ($3) LIMIT 1',
      [actor.brandId, conversationId, Object.values(LINES)],
    );
    await this.entries.line(conversationId, { code: LINES[unreadable] });
    if (told.length > 0 || email === null) return;
    await this.notice.run(actor, {
      template: 'mail_unreadable',
      recipient: email,
      locale,
      visitorId,
      conversationId,
    });
  }
}
