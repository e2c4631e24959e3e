import type { ChoiceView } from './choices.js';
import type { Config } from '../platform/index.js';
import type { WaitView } from '../members/index.js';
import type { SlugVerdict } from './slugs.queries.js';

interface StepView {
  errors: Record<string, string>;
  wait: WaitView | null;
}

/** `views/sign-up/account.hbs`: who signs up. */
export interface AccountStepView extends StepView {
  values: { name: string; email: string };
  /** An operator has invited this browser. */
  isInvited: boolean;
}

/** `views/sign-up/closed.hbs` */
export interface ClosedView {
  /** `over`: the invitation was used, or has expired. */
  state: Exclude<Config['signUp'], 'open'> | 'over';
}

/** `views/sign-up/code.hbs` */
export interface CodeStepView extends StepView {
  email: string;
  isSentAgain: boolean;
  /** There is an account of that address since: it can be signed in to. */
  isTaken: boolean;
}

/** `views/sign-up/brand.hbs` */
export interface BrandStepView extends StepView {
  values: { name: string; slug: string };
  /** What stands before a brand's address: `causerie.example/b/`. */
  addressStart: string;
  slug: SlugView;
  defaultLocale: ChoiceView[];
  timeZone: ChoiceView[];
}

/** `views/sign-up/_slug.hbs`: whether an address is free; null where none was typed. */
export interface SlugView {
  verdict: SlugVerdict | null;
  /** One that is free, where it is not. */
  suggestion: string | null;
}

/** `views/sign-up/site.hbs` */
export interface SiteStepView extends StepView {
  startUrl: string;
  brand: { name: string; initial: string };
  values: { address: string; colour: string };
  colours: readonly string[];
  blackText: boolean;
}
