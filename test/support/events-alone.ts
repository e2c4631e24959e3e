import type { INestApplicationContext } from '@nestjs/common';
import { Clock, newId } from '../../src/kernel/index.js';
import { Wakeup } from '../../src/platform/database/wakeup.js';
import type { EventType } from '../../src/platform/events/event.js';
import { Events, UnitOfWork, type RecordedEvent } from '../../src/platform/index.js';

export type Facts = Partial<Pick<RecordedEvent, 'actorId' | 'subjectId' | 'conversationId'>> & {
  data?: object;
};

/** Events of an application that nobody hears but whom a test lets listen to them. */
export class EventsAlone extends Events {
  constructor({ app }: { app: INestApplicationContext }) {
    super(app.get(UnitOfWork), app.get(Clock), app.get(Wakeup));
  }

  /** Tells whoever listens that it happened, with nothing behind it in the database. */
  happen({ name }: EventType<object>, brandId: string, { data = {}, ...facts }: Facts = {}): void {
    const nobody = { actorId: null, subjectId: null, conversationId: null };
    this.committed({
      ...{ id: newId(), name, brandId, actorKind: 'system', at: new Date() },
      ...{ ...nobody, ...facts, data },
    });
  }
}
