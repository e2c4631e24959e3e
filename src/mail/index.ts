export {
  AccountMailComposers,
  type AccountMailComposer,
  type AccountMailWords,
} from './accounts/account-mail-composers.js';
export { BounceAddress, type Bounced } from './bounce-address.js';
export { bounceReason } from './domain/bounce-reason.js';
export { LONGEST_WORDING, VARIABLES } from './domain/template-text.js';
export { mailOf, MailComposers, type ComposedMail, type MailDraft } from './mail-composers.js';
export { TEMPLATES, type NoticeCode, type TemplateCode } from './mail-kinds.js';
export { MailRenderer, type RenderedMail } from './mail-renderer.js';
export type { MailMessageView } from './mail.view.js';
export { MailModule } from './mail.module.js';
export { ReplyAddress, type RepliedTo } from './reply-address.js';
export { SaveMailTemplate, type SaveMailTemplateInput } from './save-mail-template.js';
export { MailSenders, type MailSender } from './senders/mail-senders.queries.js';
export { SaveMailSender, type SaveMailSenderInput } from './senders/save-mail-sender.js';
export { Mailbox, type MailboxLine, type MailboxMail } from './transports/mailbox.queries.js';
export { Wordings, type Wording } from './wordings.queries.js';
