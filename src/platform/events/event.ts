import type { Actor } from '../../kernel/index.js';

/** A kind of event: its name, with the shape of its data in the type only. Data holds ids, codes and settings, never a message, a name or an address. */
export interface EventType<Data extends object> {
  readonly name: string;
  readonly data?: Data;
}

export interface RecordedEvent<Data extends object = Record<string, unknown>> {
  id: string;
  name: string;
  brandId: string;
  actorKind: Actor['kind'];
  actorId: string | null;
  subjectId: string | null;
  conversationId: string | null;
  data: Data;
  at: Date;
}

export function defineEvent<Data extends object = Record<string, never>>(name: string): EventType<Data> {
  return { name };
}
