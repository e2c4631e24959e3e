import { Injectable } from '@nestjs/common';
import { ConversationAccess } from '../conversations/index.js';
import { isId, notFound, type MemberActor, type VisitorActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { StoredFile } from './file.entity.js';

/** The loaders of files. */
@Injectable()
export class FileAccess {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly conversations: ConversationAccess,
  ) {}

  /** One that stands in a conversation which the actor may read now. */
  async file(actor: MemberActor | VisitorActor, id: string): Promise<StoredFile> {
    const file = await this.known(actor.brandId, id);
    if (!file.conversationId) throw notFound();
    await this.conversations.conversation(actor, file.conversationId);
    return file;
  }

  /** For whoever shows that they were given it. */
  async known(brandId: string, id: string): Promise<StoredFile> {
    const file = isId(id)
      ? await this.unitOfWork.run(brandId, () =>
          this.unitOfWork.manager.findOneBy(StoredFile, { brandId, id }),
        )
      : null;
    if (!file) throw notFound();
    return file;
  }
}
