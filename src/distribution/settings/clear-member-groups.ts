import { Injectable } from '@nestjs/common';
import type { SystemActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/index.js';
import { RoutingSettings } from './routing-settings.js';

/** Whoever is a member no longer answers for no group. */
@Injectable()
export class ClearMemberGroups {
  constructor(
    private readonly settings: RoutingSettings,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async run(actor: SystemActor, { memberId }: { memberId: string }): Promise<void> {
    await this.settings.change(actor, 'groups.change', () =>
      this.unitOfWork.execute('DELETE FROM group_members WHERE brand_id = $1 AND member_id = $2', [
        actor.brandId,
        memberId,
      ]),
    );
  }
}
