/** What stands around every page of the settings: `views/admin/_shell.hbs`. */
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
  /** `saved` once, after a change. */
  notice: string | null;
}

export type Section =
  | 'brand'
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

/** `views/admin/brand.hbs` */
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

/** `views/admin/rules.hbs` */
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
  queues: { group: string; threshold: number; share: number | null; waiting: number }[];
  waiting: number;
}

/** `views/admin/rule.hbs`; its form is `views/admin/_rule-form.hbs`, which htmx gets alone. */
export interface RuleView {
  shell: ShellView;
  listUrl: string;
  /** Where a draft is posted: rows added, moved and taken away, and the trial. Nothing is stored. */
  draftUrl: string;
  form: FormView;
  name: string;
  enabled: boolean;
  sharing: ChoiceView[];
  weighted: boolean;
  queues: QueueFieldView[];
  /** Groups that are not in the rule yet. */
  addable: { id: string; name: string }[];
  warnings: string[];
  trial: TrialView | null;
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
  available: number;
  threshold: string;
  thresholdError: string | null;
  share: string;
  shareError: string | null;
  waiting: number;
  /** How much of the stored threshold is taken, 0 to 100; null where nobody can wait. */
  percent: number | null;
  full: boolean;
  load: string;
}

/** `views/admin/_trial.hbs`: where the next conversation would go, and why. */
export interface TrialView {
  outcome: 'desk' | 'wait' | 'no_room';
  headline: string;
  detail: string;
  steps: TrialStepView[];
}

export interface TrialStepView {
  chosen: boolean;
  title: string;
  detail: string;
  members: { chosen: boolean; name: string; detail: string }[];
}

/** `views/admin/groups.hbs` */
export interface GroupsView {
  shell: ShellView;
  newUrl: string;
  groups: {
    url: string;
    name: string;
    active: boolean;
    members: string[];
    available: number;
    rules: string[];
  }[];
}

/** `views/admin/group.hbs` */
export interface GroupView {
  shell: ShellView;
  listUrl: string;
  form: FormView;
  name: string;
  active: boolean;
  members: ChoiceView[];
  warnings: string[];
}

/** `views/admin/members.hbs` */
export interface MembersView {
  shell: ShellView;
  members: MemberRowView[];
}

export interface MemberRowView {
  id: string;
  url: string;
  name: string;
  email: string;
  face: FaceView;
  role: string;
  kind: string;
  status: string;
  suspended: boolean;
  state: 'available' | 'away' | 'offline';
  stateWord: string;
  groups: string[];
  taken: number;
  capacity: number;
}

export interface FaceView {
  name: string;
  picture: string | null;
  initials: string;
  tint: number;
}

/** `views/admin/member.hbs` */
export interface MemberView {
  shell: ShellView;
  listUrl: string;
  form: FormView;
  member: MemberRowView;
  /** Nobody suspends themselves. */
  isSelf: boolean;
  name: string;
  role: ChoiceView[];
  kind: ChoiceView[];
  groups: ChoiceView[];
  capacity: string;
  statusUrl: string;
  warnings: string[];
}

/** `views/admin/texts.hbs`: every automatic sentence in one language. */
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
  place: 'bubble' | 'consent' | 'card';
  reworded: boolean;
  /** For a sentence that can be left out: whether it is sent. */
  optional: boolean;
  sent: boolean;
  error: string | null;
}

/** `views/admin/documents.hbs` */
export interface DocumentsView {
  shell: ShellView;
  series: {
    title: string;
    newUrl: string;
    versions: {
      url: string;
      version: number;
      publishedAt: string;
      mustAccept: boolean;
      current: boolean;
      /** How many people accepted it, in words where they are too many to be counted. */
      accepted: string;
    }[];
  }[];
}

/** `views/admin/document.hbs`: one version to read. */
export interface DocumentView {
  shell: ShellView;
  listUrl: string;
  title: string;
  version: number;
  publishedAt: string;
  mustAccept: boolean;
  texts: { locale: string; language: string; direction: 'ltr' | 'rtl'; title: string; body: string }[];
}

/** `views/admin/document-new.hbs`: the next version, started from the present one. */
export interface DocumentFormView {
  shell: ShellView;
  listUrl: string;
  form: FormView;
  title: string;
  version: number;
  audience: string;
  kind: string;
  mustAccept: boolean;
  texts: {
    locale: string;
    language: string;
    direction: 'ltr' | 'rtl';
    title: string;
    body: string;
    titleError: string | null;
    bodyError: string | null;
    /** Whether it stands open: languages without a text are folded. */
    open: boolean;
  }[];
}

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

/** `views/admin/targeting.hbs` */
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
}

/** `views/admin/targeting-rule.hbs` */
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

/** `views/admin/waiting.hbs`: everything that waits, with the reason in words. */
export interface WaitingView {
  shell: ShellView;
  waiting: { visitor: string; url: string; queue: string; since: string; reason: string; fault: boolean }[];
  more: boolean;
}

/** `views/admin/blocked.hbs` */
export interface BlockedView {
  shell: ShellView;
  visitors: BlockedRowView[];
  olderUrl: string | null;
  newestUrl: string | null;
}

export interface BlockedRowView {
  name: string;
  /** What tells two of the same name apart: an address, or what the site calls them. */
  known: string | null;
  face: FaceView;
  at: string;
  by: string | null;
  /** Their newest conversation. */
  url: string | null;
  unblockUrl: string;
}

/** `views/admin/audit.hbs` */
export interface AuditView {
  shell: ShellView;
  action: string;
  kinds: ChoiceView[];
  members: ChoiceView[];
  /** Days, as a date field holds them. */
  from: string;
  to: string;
  lines: AuditLineView[];
  olderUrl: string | null;
  newestUrl: string | null;
}

export interface AuditLineView {
  at: string;
  by: string;
  what: string;
  subject: string | null;
  /** The conversation that it was about. */
  url: string | null;
  changes: { label: string; before: string | null; after: string | null }[];
}

/** The pages about mails, as tabs. */
export interface MailTabView {
  url: string;
  label: string;
  current: boolean;
}

/** `views/admin/mail-records.hbs` */
export interface MailRecordsView {
  shell: ShellView;
  tabs: MailTabView[];
  action: string;
  states: ChoiceView[];
  records: MailRecordView[];
  olderUrl: string | null;
  newestUrl: string | null;
  /** Where one says to have seen what failed; null where nothing did. */
  notingUrl: string | null;
}

/** `views/admin/received-mails.hbs` */
export interface ReceivedMailsView {
  shell: ShellView;
  tabs: MailTabView[];
  action: string;
  /** False where no mail can come in. */
  isListening: boolean;
  states: ChoiceView[];
  mails: ReceivedMailView[];
  olderUrl: string | null;
  newestUrl: string | null;
}

export interface ReceivedMailView {
  sender: string;
  /** Not the address that we know of the visitor. */
  isOther: boolean;
  stateWord: string;
  tone: 'ok' | 'warn' | 'danger' | 'plain';
  reason: string | null;
  at: string;
  conversationUrl: string | null;
}

export interface MailRecordView {
  url: string;
  recipient: string;
  template: string;
  language: string;
  state: string;
  stateWord: string;
  tone: 'ok' | 'warn' | 'danger' | 'plain';
  reason: string | null;
  at: string;
  tries: number;
}

/** `views/admin/mail-record.hbs` */
export interface MailRecordPageView {
  shell: ShellView;
  listUrl: string;
  record: MailRecordView;
  createdAt: string;
  nextTryAt: string | null;
  messageId: string;
  conversationUrl: string | null;
  /** The mail itself, where it went to the built-in mailbox. */
  mailUrl: string | null;
  retryUrl: string | null;
}

/** `views/admin/mailbox.hbs` */
export interface MailboxView {
  shell: ShellView;
  tabs: MailTabView[];
  /** False where a provider is set and what lies here is from before. */
  inUse: boolean;
  mails: { url: string; recipient: string; subject: string; at: string }[];
  olderUrl: string | null;
  newestUrl: string | null;
}

/** `views/admin/mailbox-mail.hbs` */
export interface MailboxMailView {
  shell: ShellView;
  listUrl: string;
  inUse: boolean;
  subject: string;
  sender: string;
  recipient: string;
  at: string;
  /** The mail's own document, for a frame. */
  contentUrl: string;
  text: string;
  headers: { name: string; value: string }[];
  recordUrl: string;
}

/** `views/admin/mail-template.hbs`: one mail's words in one language. */
export interface MailTemplateView {
  shell: ShellView;
  tabs: MailTabView[];
  form: FormView;
  templates: MailTabView[];
  languages: (MailTabView & { locale: string; reworded: boolean })[];
  locale: string;
  direction: 'ltr' | 'rtl';
  wording: { subject: string; body: string; button: string };
  /** The product's own words. */
  usual: { subject: string; body: string; button: string };
  variables: { mark: string; meaning: string }[];
  reworded: boolean;
  previewUrl: string;
  trialUrl: string;
  resetUrl: string;
}

/** `views/admin/mail-sender.hbs` */
export interface MailSenderView {
  shell: ShellView;
  tabs: MailTabView[];
  form: FormView;
  name: string;
  address: string;
  /** As whom mails go out now. */
  present: { name: string; address: string };
  ourAddress: string;
  /** An address of the brand's own that nobody has confirmed yet. */
  waitingFor: string | null;
  verified: boolean;
  verificationUrl: string;
}
