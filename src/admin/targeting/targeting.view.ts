import type { ChoiceView, FormView, ShellView } from '../frame/admin.view.js';

/** `views/admin/targeting/targeting.hbs` */
export interface TargetingView {
  shell: ShellView;
  newUrl: string;
  sites: { name: string; url: string; current: boolean }[];
  rules: TargetingRowView[];
  tester: TesterView;
}

export interface TargetingRowView {
  id: string;
  url: string;
  moveUrl: string;
  name: string;
  enabled: boolean;
  isFirst: boolean;
  isLast: boolean;
  conditions: string[];
  rule: string;
  ruleUrl: string;
  ruleOff: boolean;
}

/** "This page, this visitor: which rule?" */
export interface TesterView {
  action: string;
  fields: FieldView[];
  outcome: {
    chosen: boolean;
    headline: string;
    steps: { matched: boolean; name: string; detail: string }[];
  } | null;
}

/** A plain field, for forms whose fields are many and alike. */
export interface FieldView {
  name: string;
  label: string;
  help: string | null;
  type: 'text' | 'number' | 'select' | 'checks' | 'switch' | 'lines';
  value: string;
  choices: ChoiceView[];
  error: string | null;
  /** Part of the hours of the rule itself, which counts where it follows no others. */
  ownHours?: boolean;
}

/** `views/admin/targeting/targeting-rule.hbs` */
export interface TargetingRuleView {
  shell: ShellView;
  listUrl: string;
  removeUrl: string | null;
  form: FormView;
  name: string;
  enabled: boolean;
  site: ChoiceView[];
  rule: ChoiceView[];
  fields: FieldView[];
}
