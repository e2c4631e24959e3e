import { Injectable, type OnModuleInit } from '@nestjs/common';
import { systemActor } from '../kernel/index.js';
import { InvitationAccepted, MemberAccess } from '../members/index.js';
import { Events } from '../platform/index.js';
import { JoinGroups } from './settings/join-groups.js';

/** Who has joined answers for the groups that were chosen with the invitation, as far as they are still there. */
@Injectable()
export class OnInvitationAccepted implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly members: MemberAccess,
    private readonly join: JoinGroups,
  ) {}

  onModuleInit(): void {
    this.events.subscribe(
      InvitationAccepted,
      'distribution.invitation_accepted',
      async ({ brandId, actorId, data }) => {
        const actor = systemActor(brandId);
        if (!actorId || !(await this.members.isMember(actor, actorId))) return;
        await this.join.run(actor, { memberId: actorId, groupIds: data.after.groupIds });
      },
    );
  }
}
