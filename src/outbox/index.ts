export { Channels, type Channel, type Message } from './channels.js';
export { Endings, type Ended, type Ending } from './endings.js';
export { NoteDelivery, type DeliveryNews } from './note-delivery.js';
export { NoteFailures } from './note-failures.js';
export type { Notification, NotificationState } from './notification.js';
export {
  NOTIFICATION_STATES,
  NotificationRecords,
  type NotificationRecord,
} from './notification-records.queries.js';
export { NotificationFailed } from './notifications.events.js';
export { Outbox, type NotificationDraft } from './outbox.js';
export { OutboxModule } from './outbox.module.js';
export { RetryNotification } from './retry-notification.js';
