import { Injectable, Logger } from '@nestjs/common';
import { Clock, newId, type Actor } from '../../kernel/index.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { EventType, RecordedEvent } from './event.js';
import { Wakeup } from '../database/wakeup.js';

export interface EventFacts<Data extends object> {
  subjectId?: string;
  conversationId?: string;
  data?: Data;
}

type Handler = (event: RecordedEvent<never>) => void | Promise<void>;

export interface Subscription {
  subscriber: string;
  /** Where it is about few of these events only: the others are not brought to it. */
  when?: (event: RecordedEvent<never>) => boolean;
  handle: Handler;
}

/**
 * What happened, written in the transaction of the change. `onCommitted` tells this process at once and is for
 * sockets and passes; `subscribe` is durable: the pump delivers at least once, in order within a brand.
 */
@Injectable()
export class Events {
  private readonly logger = new Logger('Events');
  private readonly listeners = new Map<string, Handler[]>();
  private readonly subscriptions = new Map<string, Subscription[]>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly wakeup: Wakeup,
  ) {}

  /** Writes the event within the present unit of work. */
  async record<Data extends object>(
    actor: Actor,
    type: EventType<Data>,
    facts: EventFacts<Data>,
  ): Promise<RecordedEvent<Data>> {
    const event: RecordedEvent<Data> = {
      id: newId(),
      name: type.name,
      brandId: actor.brandId,
      actorKind: actor.kind,
      actorId: actor.id,
      subjectId: facts.subjectId ?? null,
      conversationId: facts.conversationId ?? null,
      data: facts.data ?? ({} as Data),
      at: this.clock.now(),
    };
    const pending = this.subscriptionsTo(event).length > 0;
    await this.unitOfWork.query(
      `INSERT INTO events (brand_id, id, name, actor_kind, actor_id, subject_id, conversation_id, data, pending, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        event.brandId,
        event.id,
        event.name,
        event.actorKind,
        event.actorId,
        event.subjectId,
        event.conversationId,
        JSON.stringify(event.data),
        pending,
        event.at,
      ],
    );
    this.unitOfWork.afterCommit(() => this.committed(event));
    if (pending) await this.wakeup.others();
    return event;
  }

  /** Tells this process's listeners of an event that a reviewed function wrote itself. */
  committed(event: RecordedEvent<object>): void {
    if (this.isSubscribed(event.name)) this.wakeup.here();
    for (const listener of this.listeners.get(event.name) ?? []) {
      void this.guard(event.name, () => listener(event as RecordedEvent<never>));
    }
  }

  onCommitted<Data extends object>(
    type: EventType<Data>,
    listener: (event: RecordedEvent<Data>) => void | Promise<void>,
  ): void {
    append(this.listeners, type.name, listener as Handler);
  }

  /** The handler runs in a unit of work of the event's brand and is called again until it succeeds. */
  subscribe<Data extends object>(
    type: EventType<Data>,
    subscriber: string,
    handle: (event: RecordedEvent<Data>) => void | Promise<void>,
  ): void {
    append(this.subscriptions, type.name, { subscriber, handle });
  }

  /** The same for those of these events that `when` holds for; the others cost nothing. */
  subscribeWhen<Data extends object>(
    type: EventType<Data>,
    subscriber: string,
    {
      when,
      handle,
    }: {
      when: (event: RecordedEvent<Data>) => boolean;
      handle: (event: RecordedEvent<Data>) => void | Promise<void>;
    },
  ): void {
    append(this.subscriptions, type.name, { subscriber, when, handle });
  }

  isSubscribed(name: string): boolean {
    return this.subscriptions.has(name);
  }

  /** Whether a reviewed function that writes an event with this data has to write it for the pump. */
  awaits<Data extends object>({ name }: EventType<Data>, data: Data): boolean {
    const [ids, at] = [{ id: '', brandId: '', subjectId: null, conversationId: null }, new Date(0)];
    return this.subscriptionsTo({ ...ids, name, actorKind: 'system', actorId: null, data, at }).length > 0;
  }

  subscriptionsTo(event: RecordedEvent<object>): readonly Subscription[] {
    const subscriptions = this.subscriptions.get(event.name) ?? [];
    return subscriptions.filter(({ when }) => !when || when(event as RecordedEvent<never>));
  }

  private async guard(name: string, work: () => void | Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.error(`a listener of ${name} failed`, error instanceof Error ? error.stack : String(error));
    }
  }
}

function append<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  map.set(key, [...(map.get(key) ?? []), value]);
}
