import { Injectable } from '@nestjs/common';
import { isId, type MemberActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { ConversationAccess } from './conversation.access.js';

/** Files that were taken for a message which has not been sent yet. */
@Injectable()
export class UnsentFiles {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: ConversationAccess,
  ) {}

  /** Those of the given ones that the member can still send. */
  async among(
    actor: MemberActor,
    { conversationId, fileIds }: { conversationId: string; fileIds: readonly string[] },
  ): Promise<string[]> {
    return this.unitOfWork.run(actor.brandId, async () => {
      await this.access.conversation(actor, conversationId);
      const found = await this.unitOfWork.query<{ id: string }>(
        `SELECT id FROM files
         WHERE brand_id = $1 AND id = ANY ($2) AND side = 'member' AND uploaded_by = $3 AND conversation_id IS NULL`,
        [actor.brandId, fileIds.filter(isId), actor.id],
      );
      return found.map(({ id }) => id);
    });
  }
}
