import { Injectable } from '@nestjs/common';
import { Refusal, requirePermission, type Actor } from '../../kernel/index.js';
import { EndMembership } from './end-membership.js';

/** Takes somebody else out of the brand. */
@Injectable()
export class RemoveMember {
  constructor(private readonly end: EndMembership) {}

  async run(actor: Actor, { memberId }: { memberId: string }): Promise<void> {
    requirePermission(actor, 'members.change');
    if (actor.id === memberId) throw new Refusal('conflict', 'remove_self');
    await this.end.run(actor, memberId);
  }
}
