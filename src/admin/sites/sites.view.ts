import type { ChoiceView, FormView, ShellView } from '../frame/admin.view.js';

/** `views/admin/sites/sites.hbs` */
export interface SitesView {
  shell: ShellView;
  newUrl: string;
  sites: { url: string; name: string; origins: string[]; languages: string; colour: string }[];
}

/** `views/admin/sites/site.hbs` */
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
  /** What `aud` and `iss` of a signed identity have to say; empty where any will do. */
  jwtAudience: string;
  jwtIssuer: string;
  secretUrl: string | null;
  jwtSecretUrl: string | null;
  /** False for a site of before, until an admin asks for it. */
  hasJwtSecret: boolean;
  /** New secrets, shown once after they were made. */
  secrets: { id: string; title: string; value: string }[];
  /** How a site's server signs who its customers are. */
  examples: { id: string; title: string; code: string }[];
}
