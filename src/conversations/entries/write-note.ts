import { Injectable } from '@nestjs/common';
import { isId, Refusal, type MemberActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/index.js';
import type { NoteMention } from './entry.js';
import { Mentions } from './mentions.queries.js';
import { PostMessage, type PostedMessage, type PostMessageInput } from './post-message.js';

export interface WriteNoteInput extends PostMessageInput {
  /** Members who are told of the note; each must be able to read the conversation. */
  mentionIds?: readonly string[];
}

/** Writes a private note, which no visitor ever sees: who may write messages in the conversation may write notes. */
@Injectable()
export class WriteNote {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mentions: Mentions,
    private readonly postMessage: PostMessage,
  ) {}

  async run(actor: MemberActor, { mentionIds = [], ...input }: WriteNoteInput): Promise<PostedMessage> {
    const mentions = mentionIds.length > 0 ? await this.checked(actor, input, [...new Set(mentionIds)]) : [];
    return this.postMessage.note(actor, { ...input, mentions });
  }

  private async checked(
    actor: MemberActor,
    { conversationId, clientId }: PostMessageInput,
    ids: string[],
  ): Promise<NoteMention[]> {
    const mentionable = await this.mentions.mentionable(actor, conversationId);
    const known = [...mentionable, ...(await this.ofFirstSending(actor, clientId))];
    return ids.map((id) => {
      const member = known.find((each) => each.id === id);
      if (!member) throw new Refusal('invalid', 'mention_refused');
      return { id, name: member.name };
    });
  }

  /** A note that is sent again may name who can no longer read the conversation. */
  private async ofFirstSending({ brandId, id }: MemberActor, clientId: string): Promise<NoteMention[]> {
    if (!isId(clientId)) return [];
    const [note] = await this.unitOfWork.run(brandId, () =>
      this.unitOfWork.query<{ mentions: NoteMention[] | null }>(
        `SELECT params -> 'mentions' AS mentions FROM entries
         WHERE brand_id = $1 AND author_id = $2 AND client_id = $3`,
        [brandId, id, clientId],
      ),
    );
    return note?.mentions ?? [];
  }
}
