import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { ConversationAccess, mayHandle } from '../conversations/index.js';
import { isBlank, isId, notFound, type MemberActor } from '../kernel/index.js';
import { FileStore, UnitOfWork } from '../platform/index.js';
import { isKeptOut, RECEIVED_MAIL_COLUMNS, type ReceivedMail } from './received-mail.js';

export interface WholeMail extends ReceivedMail {
  /** Null for what members may not read, and for what was never read. */
  text: string | null;
  fileNames: string[];
  /** Whether this member may have it added to its conversation. */
  canLetIn: boolean;
}

const READABLE = `'read', 'entered', 'closed', 'ignored'`;

/** Mails with all that stands in them, for members who may read the conversation. */
@Injectable()
export class WholeMails {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly conversations: ConversationAccess,
    private readonly store: FileStore,
  ) {}

  /** What waits for its writer's acceptance stays unseen. */
  async mail(actor: MemberActor, id: string): Promise<WholeMail> {
    if (!isId(id)) throw notFound();
    return this.unitOfWork.run(actor.brandId, async () => {
      const [mail] = await this.unitOfWork.query<WholeMail>(
        `SELECT ${RECEIVED_MAIL_COLUMNS},
           CASE WHEN m.state IN (${READABLE}) THEN m.body END AS text,
           CASE WHEN m.state IN (${READABLE}) THEN coalesce(m.file_names, '{}') ELSE '{}' END AS "fileNames"
         FROM received_mails m WHERE m.brand_id = $1 AND m.id = $2`,
        [actor.brandId, id],
      );
      if (!mail) throw notFound();
      const conversation =
        mail.conversationId && (await this.conversations.conversation(actor, mail.conversationId));
      const isOpen = conversation ? conversation.state !== 'closed' && mayHandle(actor, conversation) : false;
      return { ...mail, canLetIn: isOpen && isKeptOut(mail) && !isNothing(mail) };
    });
  }

  /** The bytes of a mail that could not be read; null for every other. */
  async original(actor: MemberActor, id: string): Promise<{ stream: Readable; size: number } | null> {
    const { state } = await this.mail(actor, id);
    const { brandId } = actor;
    return state === 'unreadable' ? this.store.read({ brandId, fileId: id, variant: 'whole' }) : null;
  }
}

/** Nothing stands in it that could be added. */
function isNothing({ reason, text }: WholeMail): boolean {
  return reason === 'empty' && isBlank(text ?? '');
}
