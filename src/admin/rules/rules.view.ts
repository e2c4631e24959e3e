import type { ChoiceView, FormView, ShellView } from '../frame/admin.view.js';

/** `views/admin/rules/rules.hbs` */
export interface RulesView {
  shell: ShellView;
  newUrl: string;
  rules: RuleRowView[];
}

export interface RuleRowView {
  url: string;
  name: string;
  enabled: boolean;
  sharing: string;
  /** What is offered when nothing has room. */
  lastResort: string;
  queues: { group: string; threshold: number; share: number | null; waiting: number }[];
  waiting: number;
}

/** `views/admin/rules/rule.hbs`; its form is `views/admin/rules/_rule-form.hbs`, which htmx gets alone. */
export interface RuleView {
  shell: ShellView;
  listUrl: string;
  /** Where a draft is posted: rows added, moved and taken away, and the trial. Nothing is stored. */
  draftUrl: string;
  form: FormView;
  name: string;
  enabled: boolean;
  sharing: SharingChoiceView[];
  lastResort: ChoiceView[];
  /** An appointment is offered, and no time can be booked yet. */
  timesMissing: boolean;
  /** Whether each group has a share of its own. */
  hasShares: boolean;
  queues: QueueFieldView[];
  /** Groups that are not in the rule yet. */
  addable: { id: string; name: string }[];
  warnings: string[];
  trial: DryRunView | null;
}

export interface SharingChoiceView extends ChoiceView {
  /** Its picture: a bar for each of three groups. */
  bars: { width: number; y: number }[];
}

/** A group of the rule: its threshold and share as they were typed, with its queue's present load beside. */
export interface QueueFieldView {
  groupId: string;
  group: string;
  place: number;
  isFirst: boolean;
  isLast: boolean;
  active: boolean;
  members: number;
  free: number;
  threshold: string;
  thresholdError: string | null;
  share: string;
  shareError: string | null;
  waiting: number;
  /** How much of the threshold is taken, 0 to 100; null where nobody can wait. */
  percent: number | null;
  full: boolean;
  load: string;
  /** The same for another threshold, `__threshold__`. */
  loadOf: string;
}

/** `views/admin/rules/_trial.hbs`: where the next conversation would go, and why. */
export interface DryRunView {
  outcome: 'desk' | 'wait' | 'no_room';
  headline: string;
  detail: string;
  steps: DryRunStepView[];
}

export interface DryRunStepView {
  chosen: boolean;
  title: string;
  detail: string;
  members: { chosen: boolean; name: string; detail: string }[];
}
