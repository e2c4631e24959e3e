import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { createAdapter } from '@socket.io/redis-adapter';
import type { Namespace, Server } from 'socket.io';
import { Config } from '../config/config.js';
import { ListeningRedis, PassingRedis } from './redis.js';

export const VISITOR_NAMESPACE = '/visitor';
export const MEMBER_NAMESPACE = '/member';

const RESYNC_PERIOD_MS = 5000;
const RESYNC_JITTER_MS = 1000;
/** By then a client that listens again has subscribed again, too. */
const SUBSCRIBED_AFTER_MS = 200;
/** A node could not tell the others what it said meanwhile. */
const MISSED = 'live.missed';

/**
 * Pushes to browsers, on whichever node they are. A push is a hint that may be lost: browsers catch up by number
 * when they reconnect, see a gap, or are told to resync because Redis was away.
 */
@Injectable()
export class Live implements OnModuleDestroy {
  private server: Server | undefined;
  private clients: (PassingRedis | ListeningRedis)[] = [];
  private resyncTimer: NodeJS.Timeout | undefined;
  private readonly topics = new Map<string, (payload: unknown) => void>();

  constructor(private readonly config: Config) {}

  /** Called once, when the Socket.IO server is made. */
  attach(server: Server): void {
    this.server = server;
    if (!this.config.redisUrl) return;
    for (const [topic, handler] of this.topics) server.on(topic, handler);
    const publishing = new PassingRedis(this.config.redisUrl);
    const listening = new ListeningRedis(this.config.redisUrl);
    this.clients = [publishing, listening];
    server.adapter(createAdapter(publishing, listening, { publishOnSpecificResponseChannel: true }));
    server.on(MISSED, () => this.resync());
    let isMissed = false;
    publishing.on('close', () => (isMissed = true));
    publishing.on('ready', () => {
      if (isMissed) server.serverSideEmit(MISSED);
      isMissed = false;
    });
    let wasAway = false;
    listening.on('close', () => {
      wasAway = true;
      this.resyncTimer ??= setInterval(() => this.resync(), RESYNC_PERIOD_MS);
    });
    listening.on('ready', () => {
      clearInterval(this.resyncTimer);
      this.resyncTimer = undefined;
      if (wasAway) this.resync();
      wasAway = false;
    });
  }

  /** Ends the sockets in a room, but for these; those who may come back do so by themselves. */
  endVisitors(room: string, staying: string[] = []): void {
    this.visitors?.in(room).except(staying).disconnectSockets(true);
  }

  toVisitors(room: string | string[], event: string, payload: unknown): void {
    this.visitors?.to(room).emit(event, payload);
  }

  toMembers(room: string | string[], event: string, payload: unknown): void {
    this.members?.to(room).emit(event, payload);
  }

  /** Tells every node, this one at once, so that each renders only what its own browsers read. */
  tellNodes(topic: string, payload: unknown): void {
    this.topics.get(topic)?.(payload);
    if (this.config.redisUrl) this.server?.serverSideEmit(topic, payload);
  }

  /** The handler gets what other nodes tell as JSON gives it: a date is a text there. */
  whenTold<Payload>(topic: string, handler: (payload: Payload) => void): void {
    this.topics.set(topic, handler as (payload: unknown) => void);
    this.server?.on(topic, handler);
  }

  get visitors(): Namespace | undefined {
    return this.server?.of(VISITOR_NAMESPACE);
  }

  get members(): Namespace | undefined {
    return this.server?.of(MEMBER_NAMESPACE);
  }

  onModuleDestroy(): void {
    clearInterval(this.resyncTimer);
    for (const client of this.clients) client.disconnect();
  }

  /** Asks the browsers of this node, each at its own moment, to catch up. */
  private resync(): void {
    for (const namespace of [this.visitors, this.members]) {
      for (const socket of namespace?.sockets.values() ?? []) {
        const after = SUBSCRIBED_AFTER_MS + Math.random() * RESYNC_JITTER_MS;
        setTimeout(() => socket.emit('resync'), after).unref();
      }
    }
  }
}
