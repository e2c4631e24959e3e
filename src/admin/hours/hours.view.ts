import type { ChoiceView, FormView, ShellView } from '../frame/admin.view.js';

/** `views/admin/hours/hours.hbs`, with `_hours-form.hbs` in it. */
export interface HoursView {
  shell: ShellView;
  /** The brand and its sites. */
  owners: { name: string; url: string; current: boolean }[];
  form: FormView;
  draftUrl: string;
  /** Of the brand, whose zone is one of its settings. */
  isBrand: boolean;
  brandZone: string;
  brandUrl: string;
  own: (ChoiceView & { yes: boolean })[];
  timeZone: ChoiceView[];
  now: NowView | null;
  days: DayView[];
  exceptions: ExceptionView[];
  hasPast: boolean;
  mayAddDate: boolean;
  /** The field that the keyboard goes to after a row was added or taken away. */
  focus: string | null;
}

/** "Open now, until 18:00." */
export interface NowView {
  open: boolean;
  sentence: string;
}

export interface RangesView {
  /** What its fields are called, and what the button says that adds a range. */
  name: string;
  title: string;
  ranges: { id: string; from: string; to: string; removeAct: string; isFocused: boolean }[];
  addAct: string;
  mayAdd: boolean;
  error: string | null;
  /** Whether the keyboard goes to its button, since there is no range any more. */
  isFocused: boolean;
}

export interface DayView extends RangesView {
  isMonday: boolean;
}

export interface ExceptionView extends RangesView {
  key: number;
  day: string;
  label: string;
  isPast: boolean;
  dropAct: string;
  dateError: string | null;
  labelError: string | null;
  isNew: boolean;
}
