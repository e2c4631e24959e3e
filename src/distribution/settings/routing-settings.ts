import { Injectable } from '@nestjs/common';
import { invalidFields, requirePermission, type Actor, type Permission } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/index.js';
import { Passes } from '../passes.js';
import { Routing } from '../routing.js';

/** The frame of every change of rules and groups: an admin's, between two decisions, and followed by a pass. */
@Injectable()
export class RoutingSettings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly routing: Routing,
    private readonly passes: Passes,
  ) {}

  /** Within a change. @throws Refusal where another one of the brand has the name. */
  async refuseTakenName(table: 'rules' | 'groups', brandId: string, id: string, name: string): Promise<void> {
    const others = await this.unitOfWork.query(
      `SELECT FROM ${table} WHERE brand_id = $1 AND lower(name) = lower($2) AND id <> $3 LIMIT 1`,
      [brandId, name, id],
    );
    if (others.length > 0) throw invalidFields({ name: 'name_taken' });
  }

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
