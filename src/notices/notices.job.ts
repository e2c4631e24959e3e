import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ConversationMoved, MessageFollowUp } from '../conversations/index.js';
import { systemActor } from '../kernel/index.js';
import { Events, Jobs, type EventType } from '../platform/index.js';
import {
  VisitorAddressChanged,
  VisitorIdentified,
  VisitorMerged,
  VisitorSettingsChanged,
  VisitorUnblocked,
} from '../visitors/index.js';
import { ConsiderAnswerNotice } from './consider-answer-notice.js';
import { PATIENCE_MS } from './domain/answer-notice.js';
import { CONSIDER_ANSWER_NOTICE, PlanAnswerNotices } from './plan-answer-notices.js';

/** There may be an address now, or a reason less to keep silent. */
const ABOUT_VISITORS: [EventType<object>, string][] = [
  [VisitorIdentified, 'notifications.identified'],
  [VisitorAddressChanged, 'notifications.address_changed'],
  [VisitorMerged, 'notifications.merged'],
  [VisitorSettingsChanged, 'notifications.settings_changed'],
  [VisitorUnblocked, 'notifications.unblocked'],
];

/** The timer of answer notices, and what has them looked at before their time; subscribers by the names that stand in rows. */
@Injectable()
export class NoticeJobs implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly events: Events,
    private readonly plan: PlanAnswerNotices,
    private readonly consider: ConsiderAnswerNotice,
    private readonly followUp: MessageFollowUp,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(CONSIDER_ANSWER_NOTICE, ({ conversationId }: { conversationId: string }, { brandId }) =>
      this.consider.run(systemActor(brandId), conversationId),
    );
    this.followUp.plan(CONSIDER_ANSWER_NOTICE, PATIENCE_MS);
    this.events.subscribeWhen(ConversationMoved, 'notifications.moved', {
      // A member is done with it for now; or has begun it, and a first message brings no follow-up of its own.
      when: ({ actorKind, data: { from, to } }) =>
        from === null ? actorKind !== 'visitor' : from === 'on_desk' || to === 'closed',
      handle: ({ brandId, subjectId }) => this.aboutConversation(brandId, subjectId),
    });
    for (const [event, subscriber] of ABOUT_VISITORS) {
      this.events.subscribe(event, subscriber, ({ brandId, subjectId }) =>
        this.aboutVisitor(brandId, subjectId),
      );
    }
  }

  private async aboutConversation(brandId: string, conversationId: string | null): Promise<void> {
    if (conversationId) await this.plan.run(systemActor(brandId), { conversationId });
  }

  private async aboutVisitor(brandId: string, visitorId: string | null): Promise<void> {
    if (visitorId) await this.plan.run(systemActor(brandId), { visitorId });
  }
}
