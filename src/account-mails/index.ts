export {
  ACCOUNT_MAIL_KINDS,
  type AccountMail,
  type AccountMailKind,
  type AccountMailState,
} from './account-mail.js';
export { AccountMailChannels, type AccountMailChannel } from './account-mail-channel.js';
export {
  ACCOUNT_MAIL_STATES,
  AccountMailRecords,
  type AccountMailRecord,
} from './account-mail-records.queries.js';
export { AccountMails, type AccountMailDraft } from './account-mails.js';
export { AccountMailsModule } from './account-mails.module.js';
export { KeepComposedMail, type ComposedText } from './keep-composed-mail.js';
