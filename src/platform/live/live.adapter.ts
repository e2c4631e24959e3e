import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Server, ServerOptions } from 'socket.io';
import { Config } from '../config/config.js';
import { LARGEST_OF_VISITORS } from '../http/body.js';
import { ClientAddresses } from '../limits/client-addresses.js';
import { RateLimits } from '../limits/rate-limits.js';
import { Admission } from './admission.js';
import { Frames } from './frames.js';
import { Live } from './live.js';

/** A connection that has said by then for whom it is, or it ends. */
const SAID_WITHIN_MS = 5000;

/** WebSocket only, so that no node needs to remember a browser; no compression, which costs memory a socket. */
export class LiveAdapter extends IoAdapter {
  private server: Server | undefined;

  constructor(private readonly app: INestApplicationContext) {
    super(app);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    if (this.server) return this.server;
    const addresses = this.app.get(ClientAddresses);
    const limits = this.app.get(RateLimits);
    const config = this.app.get(Config);
    const admission = new Admission(addresses, limits, config);
    const server = super.createIOServer(port, {
      ...options,
      transports: ['websocket'],
      serveClient: false,
      perMessageDeflate: false,
      maxHttpBufferSize: LARGEST_OF_VISITORS,
      connectTimeout: SAID_WITHIN_MS,
      allowRequest: (request, decide) => decide(null, admission.admits(request)),
    } as ServerOptions);
    // Nobody speaks in the root namespace: ours ask each for an origin and for who it is.
    server.use((_socket, next) => next(new Error('not_found')));
    new Frames(addresses, limits, config).watch(server);
    this.app.get(Live).attach(server);
    this.server = server;
    return server;
  }
}
