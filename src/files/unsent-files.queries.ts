import { Injectable } from '@nestjs/common';
import { ConversationAccess } from '../conversations/index.js';
import { isId, type MemberActor, type VisitorActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';

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
      return this.unsent(actor, fileIds);
    });
  }

  /** Those of the given ones that the visitor can still send, in whichever conversation. */
  async ofVisitor(actor: VisitorActor, fileIds: readonly string[]): Promise<string[]> {
    return this.unitOfWork.run(actor.brandId, () => this.unsent(actor, fileIds));
  }

  private async unsent(actor: MemberActor | VisitorActor, fileIds: readonly string[]): Promise<string[]> {
    const found = await this.unitOfWork.query<{ id: string }>(
      `SELECT id FROM files
       WHERE brand_id = $1 AND id = ANY ($2) AND side = $3 AND uploaded_by = $4 AND conversation_id IS NULL`,
      [actor.brandId, fileIds.filter(isId), actor.kind, actor.id],
    );
    return found.map(({ id }) => id);
  }
}
