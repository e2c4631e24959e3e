import { Injectable } from '@nestjs/common';
import { isSuppressed, type Handover, type Suppressed } from '../kernel/index.js';
import type { ChannelName, Notification } from './notification.js';

/** What every channel hands over; each adds what is its own. */
export interface Message {
  brandId: string;
  notificationId: string;
  /** The same on every try. */
  messageId: string;
  to: string;
}

/** A way out to people: mails, or whatever else somebody takes over. */
export interface Channel<M extends Message> {
  /** Makes the message of a notification from what holds now, or finds that there is no reason left to send it. */
  compose(notification: Notification): Promise<M | Suppressed>;
  /** Never throws. */
  send(message: M): Promise<Handover>;
}

type Way = (notification: Notification) => Promise<Handover | Suppressed>;

/** The channels by the name that stands in a notification. Each lies in a module above, which adds it. */
@Injectable()
export class Channels {
  private readonly ways = new Map<ChannelName, Way>();

  add<M extends Message>(name: ChannelName, channel: Channel<M>): void {
    this.ways.set(name, async (notification) => {
      const message = await channel.compose(notification);
      return isSuppressed(message) ? message : channel.send(message);
    });
  }

  async send(notification: Notification): Promise<Handover | Suppressed> {
    const way = this.ways.get(notification.channel);
    if (!way) throw new Error(`there is no channel ${notification.channel}`);
    return way(notification);
  }
}
