import { Injectable } from '@nestjs/common';
import { Clock, notFound, requirePermission, type MemberActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { afterDecisions, distribute } from './domain/distribute.js';
import { place, type Placement } from './domain/place.js';
import type { Snapshot } from './domain/snapshot.js';
import { isSameSplit, type RuleInput } from './settings/rule.form.js';
import { Routing } from './routing.js';

export interface DryRunInput {
  ruleId: string;
  /** The rule as it stands in a form that is not stored yet. */
  asIf?: RuleInput;
}

/**
 * Where would the rule's next conversation go, and why? The same code decides, after the pass that an arrival begins
 * with; nothing is written.
 */
@Injectable()
export class DryRun {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly routing: Routing,
    private readonly clock: Clock,
  ) {}

  async run(actor: MemberActor, { ruleId, asIf }: DryRunInput): Promise<Placement> {
    requirePermission(actor, 'rules.try');
    const stored = await this.unitOfWork.run(actor.brandId, async () => {
      const state = await this.routing.look();
      return { ...state, groups: await this.activeGroups(actor.brandId) };
    });
    const snapshot = asIf ? withRule(stored, ruleId, asIf) : stored;
    if (!snapshot.rules.some(({ id }) => id === ruleId)) throw notFound();
    const now = this.clock.now();
    return place(ruleId, afterDecisions(snapshot, distribute(snapshot, now)), now);
  }

  private async activeGroups(brandId: string): Promise<Set<string>> {
    const rows = await this.unitOfWork.query<{ id: string }>(
      'SELECT id FROM groups WHERE brand_id = $1 AND active',
      [brandId],
    );
    return new Set(rows.map(({ id }) => id));
  }
}

/**
 * The snapshot as it would be with this rule in place of the stored one; queues keep what waits in them, and what they
 * are owed as long as the split is the same.
 */
function withRule(snapshot: Snapshot & { groups: Set<string> }, ruleId: string, rule: RuleInput): Snapshot {
  const own = snapshot.queues.filter((queue) => queue.ruleId === ruleId);
  const stored = snapshot.rules.find(({ id }) => id === ruleId);
  const listed = own.filter((queue) => queue.listed).sort((a, b) => a.position - b.position);
  const isOwed = stored !== undefined && isSameSplit({ ...stored, queues: listed }, rule);
  const queues = rule.queues.map(({ groupId, threshold, share }, position) => {
    const queue = own.find((each) => each.groupId === groupId);
    return {
      id: `${ruleId}/${groupId}`,
      groupId,
      ruleId,
      waiting: 0,
      receivedNo: 0,
      ...queue,
      credit: isOwed && queue ? queue.credit : 0,
      inRun: isOwed && queue ? queue.inRun : 0,
      groupActive: snapshot.groups.has(groupId),
      listed: true,
      position,
      threshold: threshold || 0,
      share: share || 0,
    };
  });
  const { sharing, enabled } = rule;
  return {
    ...snapshot,
    rules: [...snapshot.rules.filter(({ id }) => id !== ruleId), { id: ruleId, sharing, enabled }],
    queues: [...snapshot.queues.filter((queue) => queue.ruleId !== ruleId), ...queues],
  };
}
