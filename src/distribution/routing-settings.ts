import { Injectable } from '@nestjs/common';
import { requirePermission, type Actor, type Permission } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { Passes } from './passes.js';
import { Routing } from './routing.js';

/** The frame of every change of rules and groups: an admin's, between two decisions, and followed by a pass. */
@Injectable()
export class RoutingSettings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly routing: Routing,
    private readonly passes: Passes,
  ) {}

  /** Runs the change under the routing lock: the next conversation already meets it, and none is lost between. */
  async change<T>(actor: Actor, permission: Permission, work: () => Promise<T>): Promise<T> {
    requirePermission(actor, permission);
    return this.unitOfWork.run(actor.brandId, async () => {
      await this.routing.take();
      const result = await work();
      this.unitOfWork.afterCommit(() => this.passes.soon(actor.brandId));
      return result;
    });
  }
}
