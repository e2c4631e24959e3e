import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ConversationMoved, conversationRoom, SEEN_BY_VISITORS } from '../conversations/index.js';
import { ConversationLanded } from '../distribution/index.js';
import { AvailabilityChanged, MemberRemoved, MemberRenamed, MemberSaved } from '../members/index.js';
import { Events, I18n, Live } from '../platform/index.js';
import { Answerers } from './answerers.queries.js';
import { presenceOf } from './pages/faces.js';
import { messengersRoom } from './messenger.live.js';

/** The room of the messengers in which this member answers. */
export function answererRoom(brandId: string, memberId: string): string {
  return `answerer:${brandId}:${memberId}`;
}

/** Keeps true in every open messenger who answers, and whether they can now. */
@Injectable()
export class AnswerersLive implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly live: Live,
    private readonly answerers: Answerers,
    private readonly i18n: I18n,
  ) {}

  onModuleInit(): void {
    this.events.onCommitted(AvailabilityChanged, ({ brandId, subjectId, data }) =>
      this.show(brandId, subjectId, data.state === 'available'),
    );
    this.events.onCommitted(MemberSaved, async ({ brandId, subjectId, data: { after } }) => {
      if (after.status === 'suspended') await this.show(brandId, subjectId, false);
    });
    this.events.onCommitted(MemberRemoved, ({ brandId, subjectId }) => this.show(brandId, subjectId, false));
    this.events.onCommitted(MemberRenamed, ({ brandId, subjectId }) => {
      if (subjectId !== null)
        this.live.toVisitors(answererRoom(brandId, subjectId), 'answerer', { conversationId: null });
    });
    // The first to answer is told of by a line.
    this.events.onCommitted(ConversationLanded, ({ brandId, conversationId, data }) => {
      if (!data.isNew) this.askAgain(brandId, conversationId);
    });
    this.events.onCommitted(ConversationMoved, ({ brandId, conversationId, data: { from, to } }) => {
      if (from !== null && to !== 'on_desk' && SEEN_BY_VISITORS[to] === 'open')
        this.askAgain(brandId, conversationId);
    });
  }

  /** Where the member answers; and where nobody does yet, when they are the first to come or the last to go. */
  private async show(brandId: string, memberId: string | null, here: boolean): Promise<void> {
    if (memberId === null) return;
    const presence = presenceOf(here);
    this.live.toVisitors(answererRoom(brandId, memberId), 'presence', { memberId, presence });
    const isTurn = (await this.answerers.count(brandId)) === (here ? 1 : 0);
    if (isTurn) this.live.toVisitors(messengersRoom(brandId), 'presence', { memberId: null, presence });
  }

  /** Somebody else answers, or nobody yet. */
  private askAgain(brandId: string, conversationId: string | null): void {
    if (conversationId === null) return;
    const rooms = this.i18n.visitorLocales.map((locale) =>
      conversationRoom(brandId, conversationId, 'visitor', locale),
    );
    this.live.toVisitors(rooms, 'answerer', { conversationId });
  }
}
