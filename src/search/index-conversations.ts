import { Injectable } from '@nestjs/common';
import type { SystemActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';

export interface IndexConversationsInput {
  conversationIds: string[];
}

/** Brings what the search knows of these conversations up to date. */
@Injectable()
export class IndexConversations {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async run({ brandId }: SystemActor, { conversationIds }: IndexConversationsInput): Promise<void> {
    await this.unitOfWork.run(brandId, () =>
      this.unitOfWork.query('SELECT index_conversations($1)', [conversationIds]),
    );
  }
}
