import { Injectable } from '@nestjs/common';
import type { ChannelName, Notification } from './notification.js';

/** What every channel hands over; each adds what is its own. */
export interface Message {
  brandId: string;
  notificationId: string;
  /** The same on every try. */
  messageId: string;
  to: string;
}

/** Why there is no reason left to send it. */
export interface Suppressed {
  suppressed: string;
}

/**
 * `sent`: somebody has taken it over. `refused`: this message will never be taken, with the provider's number.
 * `delayed`: not now, for a reason of ours or the provider's: `certificate`, `relay_denied:554 5.7.1`; null where none is
 * known.
 */
export type Handover =
  { result: 'sent' } | { result: 'refused'; code: number } | { result: 'delayed'; reason: string | null };

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

export function isSuppressed(made: object): made is Suppressed {
  return 'suppressed' in made;
}
