export { BounceAddress, type Bounced } from './bounce-address.js';
export { Mailbox, type MailboxLine, type MailboxMail } from './mailbox.queries.js';
export { NoteDelivery, type DeliveryNews } from './note-delivery.js';
export { NoteFailures } from './note-failures.js';
export { TEMPLATES, type NoticeCode, type NotificationState, type TemplateCode } from './notification.js';
export {
  NOTIFICATION_STATES,
  NotificationRecords,
  type NotificationRecord,
} from './notification-records.queries.js';
export { NotificationsModule } from './notifications.module.js';
export { ReplyAddress, type RepliedTo } from './reply-address.js';
export { RetryNotification } from './retry-notification.js';
export { SendNotice, type NoticeInput } from './send-notice.js';
