import { Injectable } from '@nestjs/common';
import { ConversationAccess } from '../conversations/index.js';
import { isId, notFound, type MemberActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { RECEIVED_MAIL_COLUMNS, type ReceivedMail } from './received-mail.js';

export interface WholeMail extends ReceivedMail {
  /** Null for what members may not read, and for what was never read. */
  text: string | null;
  fileNames: string[];
}

/** Mails with all that stands in them, for members who may read the conversation. */
@Injectable()
export class WholeMails {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly conversations: ConversationAccess,
  ) {}

  /** What waits for its writer's acceptance stays unseen. */
  async mail(actor: MemberActor, id: string): Promise<WholeMail> {
    if (!isId(id)) throw notFound();
    return this.unitOfWork.run(actor.brandId, async () => {
      const [mail] = await this.unitOfWork.query<WholeMail>(
        `SELECT ${RECEIVED_MAIL_COLUMNS},
           CASE WHEN m.state IN ('read', 'entered', 'closed') THEN m.body END AS text,
           CASE WHEN m.state IN ('read', 'entered', 'closed') THEN coalesce(m.file_names, '{}') ELSE '{}' END AS "fileNames"
         FROM received_mails m WHERE m.brand_id = $1 AND m.id = $2`,
        [actor.brandId, id],
      );
      if (!mail) throw notFound();
      if (mail.conversationId) await this.conversations.conversation(actor, mail.conversationId);
      return mail;
    });
  }
}
