import type { ChoiceView, FormView, ShellView } from './admin.view.js';

/** `views/admin/sites.hbs` */
export interface SitesView {
  shell: ShellView;
  newUrl: string;
  sites: { url: string; name: string; origins: string[]; languages: string; colour: string }[];
}

/** `views/admin/site.hbs` */
export interface SiteView {
  shell: ShellView;
  listUrl: string;
  form: FormView;
  name: string;
  homeUrl: string;
  origins: string;
  defaultLocale: ChoiceView[];
  fixedLocale: ChoiceView[];
  colour: string;
  /** Whether text on this colour is black. */
  blackText: boolean;
  logo: string;
  position: ChoiceView[];
  fileTypes: ChoiceView[];
  /** The tag to paste; null for a site that is not stored yet. */
  script: string | null;
  secretUrl: string | null;
  /** The new secret, shown once after it was renewed. */
  secret: string | null;
}
