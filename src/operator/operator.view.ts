import type { AccountMail } from '../account-mails/index.js';
import type { BrandInvitation } from '../sign-up/index.js';
import type { BrandStateChange } from './change-brand-state.js';
import type { OperatorAct } from './operator-acts.queries.js';
import type { MonthCounts, PlatformBrand } from './platform-brands.queries.js';

/** `views/operator/_shell.hbs` */
export interface OperatorShellView {
  section: 'brands' | 'mails' | 'invitations' | 'acts';
  accountId: string;
}

export interface BrandRowView extends Omit<PlatformBrand, 'months'> {
  url: string;
  present: MonthCounts;
  last: MonthCounts;
}

export interface MonthView extends MonthCounts {
  name: string;
}

/** `views/operator/brands.hbs` */
export interface BrandsView {
  shell: OperatorShellView;
  search: string;
  brands: BrandRowView[];
  olderUrl: string | null;
  newestUrl: string | null;
}

export interface ActView extends Omit<OperatorAct, 'id' | 'brandId'> {
  /** Null where the brand is the page's own, or there is none. */
  brandUrl: string | null;
}

/** `views/operator/brand.hbs` */
export interface BrandPageView {
  shell: OperatorShellView;
  brand: Omit<PlatformBrand, 'months'> & { months: MonthView[] };
  /** Where its state is changed. */
  changeUrl: string;
  /** What has just been done. */
  done: BrandStateChange['kind'] | null;
  acts: ActView[];
}

/** `views/operator/change.hbs` */
export interface StateChangeView {
  shell: OperatorShellView;
  brand: PlatformBrand;
  kind: BrandStateChange['kind'];
  url: string;
  brandUrl: string;
  reason: string;
  errors: { reason?: string };
  /** Why it could not be done, where that is no field's fault. */
  problem: string | null;
}

/** `views/operator/acts.hbs` */
export interface ActsView {
  shell: OperatorShellView;
  acts: ActView[];
  olderUrl: string | null;
  newestUrl: string | null;
}

/** `views/operator/invitations.hbs` */
export interface BrandInvitationsView {
  shell: OperatorShellView;
  email: string;
  locale: string;
  errors: Record<string, string>;
  isSent: boolean;
  invitations: (Omit<BrandInvitation, 'id' | 'brandId'> & { brandUrl: string | null; isOver: boolean })[];
}

/** `views/operator/access.hbs` */
export interface AccessView {
  email: string;
  /** `make`: there is no such account yet; `sign_in`: there is, and nobody, or somebody else, is signed in; `accept`: it is theirs. */
  step: 'make' | 'sign_in' | 'accept';
  isSomebodyElse: boolean;
  url: string;
  name: string;
  errors: { name?: string; password?: string };
}

export interface AccountMailView extends AccountMail {
  url: string;
  /** In words. */
  why: string | null;
}

/** `views/operator/mails.hbs` */
export interface MailsView {
  shell: OperatorShellView;
  states: { value: string; label: string; chosen: boolean }[];
  isNarrowed: boolean;
  mails: AccountMailView[];
  olderUrl: string | null;
  newestUrl: string | null;
}

/** `views/operator/mail.hbs` */
export interface MailView {
  shell: OperatorShellView;
  mail: AccountMailView;
  /** What it says; kept only where one develops without a mail server. */
  composed: { subject: string; text: string } | null;
}
