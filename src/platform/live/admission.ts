import type { IncomingMessage } from 'node:http';
import type { Config } from '../config/config.js';
import type { ClientAddresses } from '../limits/client-addresses.js';
import type { RateLimit } from '../limits/rate-limit.js';
import type { RateLimits } from '../limits/rate-limits.js';
import { Tally } from './tally.js';

/** Whoever they are for: of an office or a mobile network behind one address, on this node. */
const MOST_OF_AN_ADDRESS = 2500;
const CONNECTIONS: RateLimit = { name: 'sockets-address', points: 4000, seconds: 60, of: 'address' };

/** Which connections are let in before anybody has said who they are: so many of one address. */
export class Admission {
  private readonly tally = new Tally();

  constructor(
    private readonly addresses: ClientAddresses,
    private readonly limits: RateLimits,
    private readonly config: Config,
  ) {}

  admits(request: IncomingMessage): boolean {
    const { network } = this.addresses.of(request);
    if (network === null) return true;
    try {
      this.limits.takeAll([{ limit: CONNECTIONS, key: network }]);
    } catch {
      return false;
    }
    const leave = this.tally.enter(network, MOST_OF_AN_ADDRESS * this.config.rateLimitFactor);
    if (leave) request.socket.once('close', leave);
    return leave !== null;
  }
}
