import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { RequestHandler } from 'express';
import { Live } from '../live/live.js';

const LONGEST_MS = 8000;

/**
 * An end without a failed request: what was accepted is answered, no new connection is taken, sockets are told to go,
 * and their browsers move to another node. What has not ended after eight seconds is cut off.
 */
@Injectable()
export class GracefulStop {
  begun = false;
  private underWay = 0;

  constructor(private readonly live: Live) {}

  /** Counts requests, and while we stop asks their connections not to come back. */
  watchRequests(): RequestHandler {
    return (_request, response, next) => {
      this.underWay += 1;
      response.once('close', () => (this.underWay -= 1));
      if (this.begun) response.set('Connection', 'close');
      next();
    };
  }

  async drain(server: Server): Promise<void> {
    this.begun = true;
    for (const namespace of [this.live.visitors, this.live.members]) namespace?.local.disconnectSockets(true);
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    const patience = performance.now() + LONGEST_MS;
    while (this.underWay > 0 && performance.now() < patience) await sleep(20);
    server.closeIdleConnections();
    await Promise.race([closed, sleep(500, undefined, { ref: false })]);
    server.closeAllConnections();
  }
}
