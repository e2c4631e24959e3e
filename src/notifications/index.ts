export { BounceAddress, type Bounced } from './bounce-address.js';
export { Mailbox, type MailboxLine, type MailboxMail } from './mailbox.queries.js';
export { NoteDelivery, type DeliveryNews } from './note-delivery.js';
export { NoteFailures } from './note-failures.js';
export { TEMPLATES, type NoticeCode, type NotificationState, type TemplateCode } from './notification.js';
export { MailSamples } from './mail-samples.js';
export { MailSenders, type MailSender } from './mail-senders.queries.js';
export { VARIABLES } from './domain/template-text.js';
export {
  NOTIFICATION_STATES,
  NotificationRecords,
  type NotificationRecord,
} from './notification-records.queries.js';
export { NotificationFailed } from './notifications.events.js';
export { NotificationsModule } from './notifications.module.js';
export { previewOf } from './answer-mail.js';
export { ReplyAddress, type RepliedTo } from './reply-address.js';
export { RetryNotification } from './retry-notification.js';
export { SendNotice, type NoticeInput } from './send-notice.js';
export { SaveMailSender, type SaveMailSenderInput } from './save-mail-sender.js';
export { SaveMailTemplate, type SaveMailTemplateInput } from './save-mail-template.js';
export { SendTrialMail } from './send-trial-mail.js';
export { Wordings, type Wording } from './wordings.queries.js';
