import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ReturnHeldConversations } from '../conversations/index.js';
import { systemActor } from '../kernel/index.js';
import { MemberAccess, MemberSaved } from '../members/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { Passes } from './passes.js';

/** What a suspended member holds goes back to the queues, and from there to whoever is free. */
@Injectable()
export class OnMemberSuspended implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly unitOfWork: UnitOfWork,
    private readonly members: MemberAccess,
    private readonly returnsHeld: ReturnHeldConversations,
    private readonly passes: Passes,
  ) {}

  onModuleInit(): void {
    this.events.subscribe(
      MemberSaved,
      'distribution.member_suspended',
      async ({ brandId, subjectId, data }) => {
        if (data.after.status !== 'suspended' || !subjectId) return;
        const actor = systemActor(brandId);
        if (!(await this.members.isSuspended(actor, subjectId))) return;
        await this.returnsHeld.run(actor, { memberId: subjectId });
        this.unitOfWork.afterCommit(() => this.passes.soon(brandId));
      },
    );
  }
}
