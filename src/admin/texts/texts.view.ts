import type { FormView, ShellView } from '../frame/admin.view.js';

/** `views/admin/texts/texts.hbs`: every automatic sentence in one language. */
export interface TextsView {
  shell: ShellView;
  form: FormView;
  languages: { locale: string; name: string; url: string; current: boolean; reworded: number }[];
  /** All sites and each of them; none where there is but one. */
  sites: { name: string; url: string; current: boolean }[];
  locale: string;
  direction: 'ltr' | 'rtl';
  brandColour: string;
  groups: { title: string; texts: TextFieldView[] }[];
}

export interface TextFieldView {
  code: string;
  label: string;
  help: string;
  body: string;
  /** What is said where nothing is written, and whose words these are. */
  usual: string;
  usualFrom: 'product' | 'allSites' | 'defaultLanguage';
  /** Where it is said. */
  place: 'bubble' | 'consent' | 'card' | 'name';
  reworded: boolean;
  /** For a sentence that can be left out: whether it is sent, and what is said of it where it is not. */
  optional: boolean;
  optionalWord: string;
  noneWord: string;
  sent: boolean;
  error: string | null;
}
