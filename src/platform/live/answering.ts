import { Injectable, Logger } from '@nestjs/common';
import type { Socket } from 'socket.io';
import type { z } from 'zod';
import { Refusal } from '../../kernel/index.js';
import { Config } from '../config/config.js';
import { RateLimits } from '../limits/rate-limits.js';
import { refusalOf } from '../http/refusal.filter.js';
import { I18n } from '../i18n/i18n.js';
import { hangUp } from './hang-up.js';
import { Turns } from './turns.js';

type Acknowledge = (answer: object) => void;

/**
 * What browsers say over sockets. Guards and filters of routes do not run there, so each event is checked against its
 * shape and answered `{ ok: true, … }` or `{ ok: false, code, message }`; nothing a browser sends ends the process. Few
 * events of one socket are in work at once; one whose backlog grows too long is ended, and none of it is done.
 */
@Injectable()
export class Answering {
  private readonly logger = new Logger('Sockets');

  private readonly turns = new WeakMap<Socket, Turns>();

  constructor(
    private readonly i18n: I18n,
    private readonly limits: RateLimits,
    private readonly config: Config,
  ) {}

  on<Schema extends z.ZodType>(
    socket: Socket,
    event: string,
    schema: Schema,
    handle: (input: z.output<Schema>) => Promise<object | void>,
  ): void {
    socket.on(event, (...received: unknown[]) => this.hear(socket, schema, received, handle));
  }

  /** The same for a whole set of events by one listener: sockets that mostly keep silent should cost little. */
  onAny<Name extends string>(
    socket: Socket,
    schemas: Partial<Record<Name, z.ZodType>>,
    handle: (name: Name, input: unknown) => Promise<object | void>,
  ): void {
    socket.onAny((name: Name, ...received: unknown[]) => {
      const schema = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
      if (schema) this.hear(socket, schema, received, (input) => handle(name, input));
    });
  }

  private hear<Schema extends z.ZodType>(
    socket: Socket,
    schema: Schema,
    received: unknown[],
    handle: (input: z.output<Schema>) => Promise<object | void>,
  ): void {
    if (!socket.connected) return;
    const last = received.at(-1);
    const acknowledge = typeof last === 'function' ? (last as Acknowledge) : undefined;
    const isTaken = this.turnsOf(socket).take(async () => {
      if (!socket.connected) return;
      const answer = await this.answer(schema, received[0], handle, socket);
      acknowledge?.(answer);
    });
    if (isTaken) return;
    this.limits.noteRefusal('backlog-socket');
    hangUp(socket.conn);
  }

  private turnsOf(socket: Socket): Turns {
    const known = this.turns.get(socket);
    if (known) return known;
    const turns = new Turns(this.config.rateLimitFactor);
    this.turns.set(socket, turns);
    return turns;
  }

  private async answer<Schema extends z.ZodType>(
    schema: Schema,
    received: unknown,
    handle: (input: z.output<Schema>) => Promise<object | void>,
    socket: Socket,
  ): Promise<object> {
    try {
      const input = schema.safeParse(received);
      if (!input.success) throw new Refusal('invalid', 'invalid_input');
      return { ok: true, ...(await handle(input.data)) };
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal)
        this.logger.error('an event failed', error instanceof Error ? error.stack : String(error));
      const { code, details } = refusal ?? new Refusal('unavailable', 'unexpected');
      const { locale } = socket.data as { locale?: string };
      return {
        ok: false,
        code,
        message: this.i18n.t(locale ?? 'en', `errors:${code}`, details.params),
        ...details,
      };
    }
  }
}
