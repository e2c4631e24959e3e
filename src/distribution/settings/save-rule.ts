import { Injectable } from '@nestjs/common';
import { Clock, isId, newId, notFound, type Actor } from '../../kernel/index.js';
import { Events, UnitOfWork } from '../../platform/index.js';
import { RuleSaved } from '../distribution.events.js';
import { checkRule, isSameSplit, type RuleInput } from './rule.form.js';
import { RoutingSettings } from './routing-settings.js';

/**
 * A rule and its queues as they shall be, new or changed. A group that is taken off keeps its queue until what waits
 * in it is gone.
 */
@Injectable()
export class SaveRule {
  constructor(
    private readonly settings: RoutingSettings,
    private readonly unitOfWork: UnitOfWork,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, { ruleId = newId(), ...input }: RuleInput & { ruleId?: string }): Promise<string> {
    if (!isId(ruleId)) throw notFound();
    const after = checkRule(input);
    await this.settings.change(actor, 'rules.change', async () => {
      await this.settings.refuseTakenName('rules', actor.brandId, ruleId, after.name);
      const before = await this.stored(actor.brandId, ruleId);
      await this.unitOfWork.query(
        `INSERT INTO rules (brand_id, id, name, enabled, sharing, last_resort, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (brand_id, id) DO UPDATE
         SET name = excluded.name, enabled = excluded.enabled, sharing = excluded.sharing, last_resort = excluded.last_resort`,
        [actor.brandId, ruleId, after.name, after.enabled, after.sharing, after.lastResort, this.clock.now()],
      );
      await this.saveQueues(actor.brandId, ruleId, after);
      if (before && !isSameSplit(before, after)) await this.beginToCountAnew(actor.brandId, ruleId);
      await this.events.record(actor, RuleSaved, { subjectId: ruleId, data: { before, after } });
    });
    return ruleId;
  }

  private async saveQueues(brandId: string, ruleId: string, { queues }: RuleInput): Promise<void> {
    const groupIds = queues.map(({ groupId }) => groupId);
    const known = await this.unitOfWork.query('SELECT FROM groups WHERE brand_id = $1 AND id = ANY ($2)', [
      brandId,
      groupIds,
    ]);
    if (known.length !== groupIds.length) throw notFound();
    await this.unitOfWork.query(
      'UPDATE queues SET listed = false WHERE brand_id = $1 AND rule_id = $2 AND group_id <> ALL ($3)',
      [brandId, ruleId, groupIds],
    );
    await this.unitOfWork.query(
      `INSERT INTO queues (brand_id, id, rule_id, group_id, position, threshold, share)
       SELECT $1, i.id, $2, i.group_id, i.position, i.threshold, i.share
       FROM unnest($3::uuid[], $4::uuid[], $5::integer[], $6::integer[]) WITH ORDINALITY
         AS i(id, group_id, threshold, share, position)
       ON CONFLICT (brand_id, rule_id, group_id) DO UPDATE
       SET position = excluded.position, threshold = excluded.threshold, share = excluded.share, listed = true`,
      [
        brandId,
        ruleId,
        queues.map(() => newId()),
        groupIds,
        queues.map(({ threshold }) => threshold),
        queues.map(({ share }) => share),
      ],
    );
  }

  /** What a weighted rule owed under the shares of before is owed no more. */
  private async beginToCountAnew(brandId: string, ruleId: string): Promise<void> {
    await this.unitOfWork.query(
      'UPDATE queues SET credit = 0, in_run = 0 WHERE brand_id = $1 AND rule_id = $2',
      [brandId, ruleId],
    );
  }

  private async stored(brandId: string, ruleId: string): Promise<RuleInput | null> {
    const [rule] = await this.unitOfWork.query<RuleInput>(
      `SELECT r.name, r.enabled, r.sharing, r.last_resort AS "lastResort", COALESCE((
         SELECT json_agg(json_build_object('groupId', q.group_id, 'threshold', q.threshold, 'share', q.share)
           ORDER BY q.position)
         FROM queues q WHERE q.brand_id = $1 AND q.rule_id = $2 AND q.listed), '[]') AS queues
       FROM rules r WHERE r.brand_id = $1 AND r.id = $2`,
      [brandId, ruleId],
    );
    return rule ?? null;
  }
}
