import type { Server } from 'socket.io';
import type { Config } from '../config/config.js';
import type { ClientAddresses } from '../limits/client-addresses.js';
import type { RateLimit } from '../limits/rate-limit.js';
import type { RateLimits } from '../limits/rate-limits.js';
import { hangUp, webSocketOf, type Connection } from './hang-up.js';

/** Of one connection in so many seconds, whatever it says: events that are refused, and what is no event, count too. */
export const MOST_FRAMES = 1000;
const SECONDS = 10;
/** A frame counts once more for every so many bytes, which have to be read. */
const BYTES_OF_ONE = 4096;
const OF_AN_ADDRESS: RateLimit = { name: 'frames-address', points: 6000, seconds: SECONDS, of: 'address' };
/** A connection that has sent no more goes on where others of its address send too much. */
const FEW = 50;
/** A client that was refused may ask again by the connection that it has. */
const MOST_ENTRIES = 10;
/** How the packet begins by which a client asks for a namespace. */
const ENTRY = '40';

type Hear = (data: Buffer, isBinary: boolean) => void;

/** Counts what connections send before any of it is looked at, and ends those that send too much. */
export class Frames {
  constructor(
    private readonly addresses: ClientAddresses,
    private readonly limits: RateLimits,
    private readonly config: Config,
  ) {}

  watch(server: Server): void {
    server.engine.on('connection', (connection: Connection) => this.count(connection));
  }

  /** Stands before what the transport itself would hear. */
  private count(connection: Connection): void {
    const { network } = this.addresses.of(connection.request);
    const socket = webSocketOf(connection);
    const counter = new FrameCounter(this.config.rateLimitFactor);
    const admits = (data: Buffer): boolean => {
      if (connection.readyState !== 'open') return false;
      if (counter.admits(data) && (this.isLeft(network) || counter.isQuiet)) return true;
      this.limits.noteRefusal('frames-socket');
      hangUp(connection);
      return false;
    };
    const [hear] = socket.listeners('message') as [Hear];
    socket.off('message', hear);
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      if (admits(data)) hear(data, isBinary);
    });
    socket.on('ping', admits);
    socket.on('pong', admits);
  }

  private isLeft(network: string | null): boolean {
    try {
      this.limits.takeAll([{ limit: OF_AN_ADDRESS, key: network }]);
      return true;
    } catch {
      return false;
    }
  }
}

class FrameCounter {
  private began = performance.now();
  private frames = 0;
  private entries = 0;

  constructor(private readonly factor: number) {}

  get isQuiet(): boolean {
    return this.frames <= FEW * this.factor;
  }

  admits(data: Buffer): boolean {
    const now = performance.now();
    if (now - this.began > SECONDS * 1000) {
      this.began = now;
      this.frames = 0;
    }
    this.frames += 1 + Math.floor(data.length / BYTES_OF_ONE);
    if (data.subarray(0, ENTRY.length).toString('latin1') === ENTRY) this.entries += 1;
    return this.frames <= MOST_FRAMES * this.factor && this.entries <= MOST_ENTRIES * this.factor;
  }
}
