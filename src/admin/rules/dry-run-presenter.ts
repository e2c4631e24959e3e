import { Injectable } from '@nestjs/common';
import type { LastResort, Trace } from '../../distribution/index.js';
import { I18n } from '../../platform/index.js';
import type { DryRunStepView, DryRunView } from './rules.view.js';

/** Names of what a trace knows by its id only. */
export interface TraceNames {
  groups: Map<string, string>;
  members: Map<string, string>;
}

type GroupTrace = Trace['groups'][number];

/** Tells a trace in words: where a conversation goes, and why each group and member got it or did not. */
@Injectable()
export class DryRunPresenter {
  constructor(private readonly i18n: I18n) {}

  tell(trace: Trace, names: TraceNames, lastResort: LastResort, locale: string): DryRunView {
    const say = (key: string, params: Record<string, unknown> = {}) =>
      this.i18n.t(locale, `admin:trial.${key}`, params);
    const steps = trace.groups.map((group) => this.step(group, trace, names, say));
    const chosen = trace.groups.find(({ verdict }) => verdict === 'chosen');
    const group = names.groups.get(chosen?.groupId ?? '') ?? '';
    const name = names.members.get(trace.memberId ?? '') ?? '';
    return {
      outcome: trace.outcome,
      headline: say(`headline.${headlineOf(trace, lastResort)}`, { name, group }),
      detail: this.detail(trace, chosen, group, lastResort, say),
      steps,
    };
  }

  private detail(
    trace: Trace,
    chosen: GroupTrace | undefined,
    group: string,
    lastResort: LastResort,
    say: Say,
  ): string {
    if (trace.outcome === 'no_room')
      return say(trace.rule?.verdict === 'off' ? 'ruleOff' : `noRoom.${lastResort}`);
    if (trace.outcome === 'wait') return say('waits', { count: chosen?.waiting ?? 0 });
    const member = chosen?.members.find(({ memberId }) => memberId === trace.memberId);
    return say('lands', { group, load: member?.load ?? 0, capacity: member?.capacity ?? 0 });
  }

  private step(group: GroupTrace, trace: Trace, names: TraceNames, say: Say): DryRunStepView {
    const { waiting, threshold } = group;
    return {
      chosen: group.verdict === 'chosen',
      title: names.groups.get(group.groupId ?? '') ?? '',
      detail: say(groupKey(group, trace), { waiting: waiting ?? 0, threshold: threshold ?? 0 }),
      members: group.members.map((member) => ({
        chosen: member.verdict === 'chosen',
        name: names.members.get(member.memberId) ?? '',
        detail: say(`member.${member.verdict}`, { load: member.load, capacity: member.capacity }),
      })),
    };
  }
}

type Say = (key: string, params?: Record<string, unknown>) => string;

/** Without room it is the last resort that the visitor gets. */
function headlineOf({ outcome }: Trace, lastResort: LastResort): string {
  return outcome === 'no_room' && lastResort === 'appointment' ? 'appointment' : outcome;
}

function groupKey(group: GroupTrace, trace: Trace): string {
  if (group.verdict === 'chosen') return `chosen.${trace.rule?.sharing ?? 'cascade'}`;
  return `group.${group.verdict}`;
}
