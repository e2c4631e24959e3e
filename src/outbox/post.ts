import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { BrandAccess } from '../brands/index.js';
import { isSuppressed, systemActor, type Handover } from '../kernel/index.js';
import { tryAgain } from '../platform/index.js';
import { Channels } from './channels.js';
import type { Notification } from './notification.js';
import { SettleNotification, type Outcome } from './settle-notification.js';

const MOST = 50;
/** What became of a message is written down as often as it takes, for less long than it is held for. */
const SETTLING = { everyMs: 2_000, tries: 60 };

/**
 * The way from the outbox to the provider, beside everything else: nothing waits for it. What is lost with the process
 * on the way is taken out of the outbox again.
 */
@Injectable()
export class Post implements OnModuleDestroy {
  private readonly logger = new Logger('Post');
  private readonly underway = new Set<Promise<void>>();
  private readonly ending = new AbortController();

  constructor(
    private readonly brands: BrandAccess,
    private readonly channels: Channels,
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
    this.ending.abort();
    await Promise.all(this.underway);
  }

  private async bring(notification: Notification): Promise<void> {
    const outcome = await this.outcomeOf(notification);
    if (!outcome) return;
    await tryAgain(() => this.isSettled(notification, outcome), { ...SETTLING, signal: this.ending.signal });
  }

  /** A database that is away for a moment is no reason to send a message again. */
  private async isSettled(notification: Notification, outcome: Outcome): Promise<boolean> {
    try {
      await this.settle.run(systemActor(notification.brandId), { notification, outcome });
      return true;
    } catch (error) {
      this.logger.error('a mail could not be settled', error instanceof Error ? error.stack : String(error));
      return false;
    }
  }

  /** Null for one of a brand that was suspended meanwhile: it is taken out of the outbox again once that is reopened. */
  private async outcomeOf(notification: Notification): Promise<Outcome | null> {
    try {
      if (!(await this.brands.isActive(notification.brandId))) return null;
      const handover = await this.channels.send(notification);
      if (isSuppressed(handover)) return { state: 'suppressed', reason: handover.suppressed };
      return outcomeOf(handover);
    } catch (error) {
      this.logger.error('a mail could not be made', error instanceof Error ? error.stack : String(error));
      return { state: 'delayed', reason: null };
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
      return { state: 'delayed', reason: handover.reason };
  }
}
