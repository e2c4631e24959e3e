import type { ChoiceView, FormView, ShellView } from '../frame/admin.view.js';

/** `views/admin/brand/brand.hbs` */
export interface BrandFormView {
  shell: ShellView;
  form: FormView;
  /** Where its pages are; links in messages name it, so it stays. */
  address: string;
  name: string;
  defaultLocale: ChoiceView[];
  timeZone: ChoiceView[];
  defaultCapacity: string;
  assignmentHours: string;
  assignmentMinutes: string;
  twoStep: boolean;
  /** A day, as a date field holds it. */
  twoStepFrom: string;
}
