import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { systemActor } from '../kernel/index.js';
import { ComposeMail } from './compose-mail.js';
import { MailTransport, type Handover } from './mail-transport.js';
import type { Notification } from './notification.js';
import { SettleNotification, type Outcome } from './settle-notification.js';

const MOST = 50;

/**
 * The way from the outbox to the provider, beside everything else: nothing waits for it. What is lost with the process
 * on the way is taken out of the outbox again.
 */
@Injectable()
export class Post implements OnModuleDestroy {
  private readonly logger = new Logger('Post');
  private readonly underway = new Set<Promise<void>>();

  constructor(
    private readonly compose: ComposeMail,
    private readonly transport: MailTransport,
    private readonly settle: SettleNotification,
  ) {}

  get isFull(): boolean {
    return this.underway.size >= MOST;
  }

  take(notification: Notification): void {
    const way = this.bring(notification).finally(() => this.underway.delete(way));
    this.underway.add(way);
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.underway);
  }

  private async bring(notification: Notification): Promise<void> {
    try {
      await this.settle.run(systemActor(notification.brandId), {
        notification,
        outcome: await this.outcomeOf(notification),
      });
    } catch (error) {
      this.logger.error('a mail could not be settled', error instanceof Error ? error.stack : String(error));
    }
  }

  private async outcomeOf(notification: Notification): Promise<Outcome> {
    try {
      const mail = await this.compose.run(systemActor(notification.brandId), notification);
      if ('suppressed' in mail) return { state: 'suppressed', reason: mail.suppressed };
      return outcomeOf(await this.transport.hand(mail));
    } catch (error) {
      this.logger.error('a mail could not be made', error instanceof Error ? error.stack : String(error));
      return { state: 'delayed' };
    }
  }
}

function outcomeOf(handover: Handover): Outcome {
  switch (handover.result) {
    case 'sent':
      return { state: 'sent' };
    case 'refused':
      return { state: 'failed', reason: `refused:${handover.code}` };
    case 'delayed':
      return { state: 'delayed' };
  }
}
