import { Injectable } from '@nestjs/common';
import { LAST_RESORTS, needsShares, SHARING_NAMES, type Sharing } from '../../distribution/index.js';
import type { MemberActor } from '../../kernel/index.js';
import { I18n } from '../../platform/index.js';
import type { FormView } from '../frame/admin.view.js';
import { choices } from '../frame/choices.js';
import { MixedDuties } from '../frame/mixed-duties.queries.js';
import { presentMixedDuty } from '../frame/mixed-duty-presenter.js';
import type { RuleDraft } from './rule.form.js';
import { wholeNumber } from '../frame/posted.js';
import { RuleQueries, type GroupSummary, type QueueLoad } from './rules.queries.js';
import type { QueueFieldView, RuleView, SharingChoiceView, DryRunView } from './rules.view.js';

export interface RulePageInput {
  id: string;
  draft: RuleDraft;
  form: FormView;
  trial: DryRunView | null;
}

/** How a way of sharing is drawn: the widths of what its groups get. */
const BARS: Record<Sharing, readonly [number, number, number]> = {
  cascade: [60, 38, 16],
  equal: [42, 42, 42],
  weighted: [52, 32, 18],
  least_loaded: [20, 46, 34],
};
const BAR_STEP = 12;

/** The page of one rule: what was typed, with what its queues hold at this moment. */
@Injectable()
export class RulePage {
  constructor(
    private readonly i18n: I18n,
    private readonly rules: RuleQueries,
    private readonly mixedDuties: MixedDuties,
  ) {}

  async build(
    actor: MemberActor,
    { id, draft, form, trial }: RulePageInput,
  ): Promise<Omit<RuleView, 'shell' | 'listUrl' | 'draftUrl'>> {
    const groups = await this.rules.groups(actor);
    const loads = await this.rules.loads(actor, id);
    const listed = new Set(draft.queues.map(({ groupId }) => groupId));
    const duties = await this.mixedDuties.all(actor);
    return {
      form,
      name: draft.name,
      enabled: draft.enabled,
      sharing: this.sharings(draft, actor.locale),
      lastResort: choices(this.i18n, actor.locale, 'admin:rule.lastResort.', LAST_RESORTS, draft.lastResort),
      timesMissing: draft.lastResort === 'appointment',
      hasShares: needsShares(draft.sharing),
      queues: this.fields(draft, form, groups, loads, actor.locale),
      addable: groups
        .filter((group) => !listed.has(group.id))
        .map(({ id: value, name }) => ({ id: value, name })),
      warnings: duties
        .filter(({ groupIds }) => groupIds.some((groupId) => listed.has(groupId)))
        .map((duty) => presentMixedDuty(this.i18n, actor.locale, duty)),
      trial,
    };
  }

  private sharings({ sharing }: RuleDraft, locale: string): SharingChoiceView[] {
    const named = choices(this.i18n, locale, 'admin:rule.sharing.', SHARING_NAMES, sharing);
    return named.map((choice) => ({
      ...choice,
      bars: BARS[choice.value].map((width, row) => ({ width, y: 2 + BAR_STEP * row })),
    }));
  }

  private fields(
    draft: RuleDraft,
    { errors }: FormView,
    groups: GroupSummary[],
    loads: Map<string, QueueLoad>,
    locale: string,
  ): QueueFieldView[] {
    return draft.queues.flatMap((queue, at) => {
      const group = groups.find(({ id }) => id === queue.groupId);
      if (!group) return [];
      const stored = loads.get(queue.groupId) ?? { threshold: 0, waiting: 0 };
      const typed = wholeNumber(queue.threshold);
      const load = { ...stored, threshold: Number.isNaN(typed) ? stored.threshold : typed };
      const loadOf = (threshold: number | string) =>
        this.i18n.t(locale, 'admin:rule.load', { waiting: load.waiting, threshold });
      return {
        groupId: group.id,
        group: group.name,
        place: at + 1,
        isFirst: at === 0,
        isLast: at === draft.queues.length - 1,
        active: group.active,
        members: group.members.length,
        free: group.members.filter(({ isFree }) => isFree).length,
        threshold: queue.threshold,
        thresholdError: errors[`threshold.${group.id}`] ?? null,
        share: needsShares(draft.sharing) ? queue.share : String(wholeNumber(queue.share) || 0),
        shareError: errors[`share.${group.id}`] ?? null,
        waiting: load.waiting,
        percent: load.threshold > 0 ? Math.min(100, Math.round((100 * load.waiting) / load.threshold)) : null,
        full: load.threshold > 0 && load.waiting >= load.threshold,
        load: load.threshold > 0 ? loadOf(load.threshold) : this.i18n.t(locale, 'admin:rule.loadAtOnce'),
        loadOf: loadOf('__threshold__'),
      };
    });
  }
}
