import { Injectable } from '@nestjs/common';
import { Clock, newId, systemActor, type SystemActor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { CapacityChanged } from './distribution.events.js';
import { afterDecisions, distribute } from './domain/distribute.js';
import { recordPass } from './domain/pass-record.js';
import { rulesWithCapacity } from './domain/place.js';
import { AnnouncePass } from './announce-pass.js';
import { Routing, type Landed, type RoutingState } from './routing.js';

/** Fills every free place of a brand from its lines, and tells where there is room now. */
@Injectable()
export class RunPass {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly routing: Routing,
    private readonly events: Events,
    private readonly announce: AnnouncePass,
    private readonly clock: Clock,
  ) {}

  async run(actor: SystemActor): Promise<Landed[]> {
    return this.unitOfWork.run(actor.brandId, async () => {
      const { landed, state } = await this.fill(await this.routing.take());
      await this.tellOfRoom(state);
      return landed;
    });
  }

  /** The pass itself, for whoever holds the routing already. */
  async fill(state: RoutingState): Promise<{ landed: Landed[]; state: RoutingState }> {
    const now = this.clock.now();
    const decisions = distribute(state, now);
    if (decisions.length === 0) return { landed: [], state };

    const recordId = newId();
    const after = afterDecisions(state, decisions);
    const { landed, expired } = await this.routing.land(decisions, recordPass(state, decisions), {
      lastNo: after.lastNo,
      recordId,
      awaited: this.announce.awaited(),
    });
    this.announce.tell(this.unitOfWork.brandId, { recordId, landed, expired }, now);

    const landings = decisions.filter(({ kind }) => kind === 'land');
    if (landed.length === landings.length) return { landed, state: after };
    // Some were closed or taken meanwhile: their places are free still, and only the database knows what is left.
    const rest = await this.fill(await this.routing.take());
    return { landed: [...landed, ...rest.landed], state: rest.state };
  }

  /** Records for which rules room has come or gone since it was told last. */
  async tellOfRoom(state: RoutingState): Promise<void> {
    const before = new Set(state.openRules);
    const after = rulesWithCapacity(state, this.clock.now());
    const changed = state.rules.map(({ id }) => id).filter((id) => before.has(id) !== after.has(id));
    if (changed.length === 0) return;
    await this.routing.noteOpenRules([...after]);
    const actor = systemActor(this.unitOfWork.brandId);
    for (const ruleId of changed) {
      const data = { ruleId, hasCapacity: after.has(ruleId) };
      await this.events.record(actor, CapacityChanged, { subjectId: ruleId, data });
    }
  }
}
