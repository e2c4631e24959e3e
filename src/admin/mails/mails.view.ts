import type { ChoiceView, FormView, ShellView } from '../frame/admin.view.js';

/** The pages about mails, as tabs. */
export interface MailTabView {
  url: string;
  label: string;
  current: boolean;
}

/** `views/admin/mails/mail-records.hbs` */
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

/** `views/admin/mails/mail-record.hbs` */
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

/** `views/admin/mails/received-mails.hbs` */
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

/** `views/admin/mails/received-mail.hbs` */
export interface ReceivedMailPageView {
  shell: ShellView;
  listUrl: string;
  mail: ReceivedMailView;
  closed: boolean;
  /** It may not be read yet. */
  unseen: boolean;
  /** Of one that could not be read. */
  originalUrl: string | null;
  text: string | null;
  fileNames: string[];
  /** No person wrote it, as far as we see. */
  keptOut: boolean;
  /** It could not be added, or says nothing. */
  laidAside: boolean;
  /** Where it is added to its conversation; null where it cannot be. */
  letInUrl: string | null;
}

export interface ReceivedMailView {
  url: string;
  sender: string;
  /** Not the address that we know of the visitor. */
  isOther: boolean;
  stateWord: string;
  tone: 'ok' | 'warn' | 'danger' | 'plain';
  reason: string | null;
  at: string;
  conversationUrl: string | null;
}

/** `views/admin/mails/mailbox.hbs` */
export interface MailboxView {
  shell: ShellView;
  tabs: MailTabView[];
  /** False where a provider is set and what lies here is from before. */
  inUse: boolean;
  mails: { url: string; recipient: string; subject: string; at: string }[];
  olderUrl: string | null;
  newestUrl: string | null;
}

/** `views/admin/mails/mailbox-mail.hbs` */
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

/** `views/admin/mails/mail-template.hbs`: one mail's words in one language. */
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

/** `views/admin/mails/mail-sender.hbs` */
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
