import { Module } from '@nestjs/common';
import { BrandsModule } from '../brands/index.js';
import { Channels } from './channels.js';
import { DeliverNotification } from './deliver-notification.js';
import { Endings } from './endings.js';
import { NoteDelivery } from './note-delivery.js';
import { NoteFailures } from './note-failures.js';
import { NotificationRecords } from './notification-records.queries.js';
import { NotificationJobs } from './notifications.job.js';
import { Outbox } from './outbox.js';
import { Post } from './post.js';
import { RetryNotification } from './retry-notification.js';
import { SettleNotification } from './settle-notification.js';

const exported = [
  Channels,
  Endings,
  NoteDelivery,
  NoteFailures,
  NotificationRecords,
  Outbox,
  RetryNotification,
];

@Module({
  imports: [BrandsModule],
  providers: [...exported, DeliverNotification, NotificationJobs, Post, SettleNotification],
  exports: exported,
})
export class OutboxModule {}
