import { Injectable } from '@nestjs/common';
import { Refusal } from '../../kernel/index.js';
import { Config, Tally } from '../../platform/index.js';
import type { VisitorSocket } from './visitor-socket.js';
import type { Doer } from '../visitor-limits.js';

/** Two a tab at most: the loader's and, once it was opened, the messenger's. */
const OF_A_VISITOR = 50;
const OF_AN_ADDRESS = 2000;
/** Somebody may have closed a tab by then. */
const RETRY_SECONDS = 60;

/** How many sockets a visitor, and everybody at one address, may hold on this node; the newest is refused. */
@Injectable()
export class OpenSockets {
  private readonly tally = new Tally();

  constructor(private readonly config: Config) {}

  /** Holds a place for the socket until its connection ends. */
  enter(socket: VisitorSocket, { actor, network }: Doer): void {
    this.hold(socket, `${actor.brandId} ${actor.id}`, OF_A_VISITOR, 'too_many_tabs');
    if (network) this.hold(socket, network, OF_AN_ADDRESS, 'too_many_from_network');
  }

  private hold(socket: VisitorSocket, key: string, most: number, code: string): void {
    const leave = this.tally.enter(key, most * this.config.rateLimitFactor);
    if (!leave)
      throw new Refusal('too_many', code, { retryAfter: RETRY_SECONDS, params: { seconds: RETRY_SECONDS } });
    socket.conn.once('close', leave);
    socket.once('disconnect', leave);
    if (socket.conn.readyState !== 'open') leave();
  }
}
