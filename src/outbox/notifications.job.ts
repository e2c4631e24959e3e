import { Injectable, type OnModuleInit } from '@nestjs/common';
import { systemActor } from '../kernel/index.js';
import { Jobs } from '../platform/index.js';
import { DeliverNotification } from './deliver-notification.js';
import { DELIVER } from './outbox.js';

@Injectable()
export class NotificationJobs implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly deliver: DeliverNotification,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(
      DELIVER,
      ({ notificationId }: { notificationId: string }, { brandId }) =>
        this.deliver.run(systemActor(brandId), notificationId),
      { slow: true },
    );
  }
}
