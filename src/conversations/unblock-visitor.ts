import { Injectable } from '@nestjs/common';
import { requirePermission, type MemberActor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { VisitorBlocks, VisitorUnblocked } from '../visitors/index.js';
import { EntryWriter } from './entries/entry-writer.js';
import { PersonConversations } from './person-conversations.js';

export interface UnblockVisitorInput {
  /** Any row of the person. */
  visitorId: string;
}

/** A manager lets a visitor in again; where somebody else was quicker nothing is left to do. */
@Injectable()
export class UnblockVisitor {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly blocks: VisitorBlocks,
    private readonly entries: EntryWriter,
    private readonly persons: PersonConversations,
    private readonly events: Events,
  ) {}

  async run(actor: MemberActor, input: UnblockVisitorInput): Promise<void> {
    requirePermission(actor, 'visitors.unblock');
    await this.unitOfWork.run(actor.brandId, async () => {
      const { visitorId } = await this.blocks.of(actor.brandId, input.visitorId);
      if (!(await this.blocks.lift(actor, visitorId))) return;
      const conversationId = await this.persons.newest(actor.brandId, visitorId);
      if (conversationId)
        await this.entries.line(conversationId, {
          code: 'unblocked',
          by: await this.persons.author(actor),
        });
      await this.events.record(actor, VisitorUnblocked, {
        subjectId: visitorId,
        conversationId: conversationId ?? undefined,
      });
      await this.persons.showAfterCommit(actor, visitorId);
    });
  }
}
