import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import type { TagColour } from './domain/tag.js';

export interface Tag {
  id: string;
  name: string;
  colour: TagColour;
  archived: boolean;
  /** How many conversations carry it. */
  uses: number;
}

const COLUMNS = 't.id, t.name, t.colour, t.archived_at IS NOT NULL AS archived, t.uses';

/** A brand's tags, and those of a conversation. */
@Injectable()
export class Tags {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** All of the brand by name, archived ones last. */
  all({ brandId }: Actor): Promise<Tag[]> {
    return this.unitOfWork.run(brandId, () =>
      this.unitOfWork.query<Tag>(
        `SELECT ${COLUMNS} FROM tags t WHERE t.brand_id = $1
         ORDER BY t.archived_at IS NOT NULL, lower(t.name), t.id`,
        [brandId],
      ),
    );
  }

  /** In the order in which they were put there. Whether the actor may read the conversation is checked before. */
  ofConversation({ brandId }: Actor, conversationId: string): Promise<Tag[]> {
    return this.unitOfWork.run(brandId, () =>
      this.unitOfWork.query<Tag>(
        `SELECT ${COLUMNS} FROM conversation_tags k JOIN tags t ON t.brand_id = k.brand_id AND t.id = k.tag_id
         WHERE k.brand_id = $1 AND k.conversation_id = $2 ORDER BY k.at, t.id`,
        [brandId, conversationId],
      ),
    );
  }
}
