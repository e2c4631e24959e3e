/** What a page says after a change. */
export const NOTICES = [
  'saved',
  'published',
  'rotated',
  'moved',
  'removed',
  'suspended',
  'reactivated',
  'invited',
  'resent',
  'withdrawn',
  'unblocked',
  'retried',
  'noted',
  'trial_sent',
  'link_sent',
  'let_in',
] as const;

export type Notice = (typeof NOTICES)[number];

/** What stands around every page of the settings: `views/admin/frame/_shell.hbs`. */
export interface ShellView {
  /** `/b/:brand/admin`, without a slash at its end. */
  url: string;
  section: Section;
  brand: BrandView;
  /** The other brands of this account; where there are any, the switcher shows. */
  otherBrands: BrandView[];
  deskUrl: string;
  /** Whether the reader may change settings; a manager sees what concerns conversations, an agent their own responses. */
  mayChange: boolean;
  /** The brand is suspended: everything can be read and nothing changed. */
  suspended: boolean;
  manages: boolean;
  /** How many mails failed that nobody has taken note of. */
  failedMails: number;
  /** Whose page it is: what somebody typed comes back to nobody else. */
  accountId: string;
  /** When the brand will ask the reader for a second factor that they do not have yet. */
  twoStepFrom: string | null;
  /** `saved` once, after a change. */
  notice: Notice | null;
}

export type Section =
  | 'brand'
  | 'hours'
  | 'rules'
  | 'groups'
  | 'members'
  | 'targeting'
  | 'sites'
  | 'texts'
  | 'documents'
  | 'mails'
  | 'waiting'
  | 'blocked'
  | 'responses'
  | 'tags'
  | 'audit';

export interface BrandView {
  slug: string;
  name: string;
  initial: string;
}

/** Any form of the settings. Errors are codes, worded by `layouts/_error`; conflicts are worded already. */
export interface FormView {
  /** Where it posts. */
  action: string;
  isNew: boolean;
  /** What the form was made from; a change by somebody else in the meantime shows by it. */
  basis: string;
  /** Field → code of what is wrong with it (`errors:<code>`); `form` for what concerns no single field. */
  errors: Record<string, string>;
  conflict: ConflictView | null;
}

/** Somebody else changed the same thing in the meantime: what was typed is kept, what is stored stands beside it. */
export interface ConflictView {
  by: string | null;
  at: string | null;
  fields: { label: string; stored: string; typed: string }[];
}

/** One of several to choose from. */
export interface ChoiceView {
  value: string;
  label: string;
  help?: string;
  /** Switched off where it is kept, as a group can be. */
  off?: boolean;
  chosen: boolean;
}
