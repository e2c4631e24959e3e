import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ReturnHeldConversations } from '../conversations/index.js';
import { systemActor } from '../kernel/index.js';
import { MemberAccess, MemberRemoved } from '../members/index.js';
import { Events } from '../platform/index.js';
import { ClearMemberGroups } from './settings/clear-member-groups.js';

/** What somebody held who is a member no longer goes back to the queues, unless they have come again since. */
@Injectable()
export class OnMemberRemoved implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly members: MemberAccess,
    private readonly returnsHeld: ReturnHeldConversations,
    private readonly clearGroups: ClearMemberGroups,
  ) {}

  onModuleInit(): void {
    this.events.subscribe(MemberRemoved, 'distribution.member_removed', async ({ brandId, subjectId }) => {
      if (!subjectId) return;
      const actor = systemActor(brandId);
      if (await this.members.isMember(actor, subjectId)) return;
      await this.clearGroups.run(actor, { memberId: subjectId });
      await this.returnsHeld.run(actor, { memberId: subjectId });
    });
  }
}
