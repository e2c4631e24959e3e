import type { IncomingMessage } from 'node:http';
import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Server, ServerOptions } from 'socket.io';
import { Config } from '../config/config.js';
import { ClientAddresses } from '../http/client-addresses.js';
import { RateLimits, type RateLimit } from '../http/rate-limits.js';
import { Live } from './live.js';
import { Tally } from './tally.js';

/** Larger than the longest message with its envelope; files do not come this way. */
const LARGEST_FRAME = 64 * 1024;
/** A connection that has said by then for whom it is, or it ends. */
const SAID_WITHIN_MS = 5000;
/** Whoever they are for: of an office or a mobile network behind one address, on this node. */
const MOST_OF_AN_ADDRESS = 2500;
const CONNECTIONS: RateLimit = { name: 'sockets-address', points: 4000, seconds: 60, of: 'address' };

/** WebSocket only, so that no node needs to remember a browser; no compression, which costs memory a socket. */
export class LiveAdapter extends IoAdapter {
  private server: Server | undefined;
  private readonly tally = new Tally();

  constructor(private readonly app: INestApplicationContext) {
    super(app);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    if (this.server) return this.server;
    const server = super.createIOServer(port, {
      ...options,
      transports: ['websocket'],
      serveClient: false,
      perMessageDeflate: false,
      maxHttpBufferSize: LARGEST_FRAME,
      connectTimeout: SAID_WITHIN_MS,
      allowRequest: (request, decide) => decide(null, this.admits(request)),
    } as ServerOptions);
    // Nobody speaks in the root namespace: ours ask each for an origin and for who it is.
    server.use((_socket, next) => next(new Error('not_found')));
    this.app.get(Live).attach(server);
    this.server = server;
    return server;
  }

  /** Before anybody has said who they are. */
  private admits(request: IncomingMessage): boolean {
    const { network } = this.app.get(ClientAddresses).of(request);
    if (network === null) return true;
    try {
      this.app.get(RateLimits).takeAll([{ limit: CONNECTIONS, key: network }]);
    } catch {
      return false;
    }
    const leave = this.tally.enter(network, MOST_OF_AN_ADDRESS * this.app.get(Config).rateLimitFactor);
    if (leave) request.socket.once('close', leave);
    return leave !== null;
  }
}
