import { Injectable } from '@nestjs/common';
import type { SystemActor } from '../kernel/index.js';
import type { Notification } from './notification.js';

export type Ending =
  { state: 'sent' } | { state: 'suppressed'; reason: string } | { state: 'failed'; reason: string };

export type Ended = Pick<Notification, 'template' | 'conversationId'>;

type Listener = (actor: SystemActor, ended: Ended, ending: Ending) => Promise<void>;

/**
 * Tells modules above what became of a notification, within the unit of work that writes it down: what they do about it
 * holds with it or not at all.
 */
@Injectable()
export class Endings {
  private readonly listeners: Listener[] = [];

  listen(listener: Listener): void {
    this.listeners.push(listener);
  }

  async tell(actor: SystemActor, ended: Ended, ending: Ending): Promise<void> {
    for (const listener of this.listeners) await listener(actor, ended, ending);
  }
}
