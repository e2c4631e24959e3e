import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  ConversationClosed,
  ConversationSnoozed,
  ConversationStarted,
  MessageFollowUp,
} from '../conversations/index.js';
import { ConversationTransferred } from '../distribution/index.js';
import { systemActor } from '../kernel/index.js';
import { Events, Jobs, type EventType } from '../platform/index.js';
import {
  VisitorAddressChanged,
  VisitorIdentified,
  VisitorMerged,
  VisitorSettingsChanged,
  VisitorUnblocked,
} from '../visitors/index.js';
import { ConsiderReply } from './consider-reply.js';
import { DeliverNotification } from './deliver-notification.js';
import { PATIENCE_MS } from './domain/reply-notice.js';
import { DELIVER } from './outbox.js';
import { CONSIDER_REPLY, PlanReplies } from './plan-replies.js';

/** A member is done with it for now. */
const ABOUT_CONVERSATIONS: [EventType<object>, string][] = [
  [ConversationClosed, 'notifications.closed'],
  [ConversationSnoozed, 'notifications.snoozed'],
  [ConversationTransferred, 'notifications.transferred'],
];
/** There may be an address now, or a reason less to keep silent. */
const ABOUT_VISITORS: [EventType<object>, string][] = [
  [VisitorIdentified, 'notifications.identified'],
  [VisitorAddressChanged, 'notifications.address_changed'],
  [VisitorMerged, 'notifications.merged'],
  [VisitorSettingsChanged, 'notifications.settings_changed'],
  [VisitorUnblocked, 'notifications.unblocked'],
];

/** The timers of notifications, and what has them looked at before their time. */
@Injectable()
export class NotificationJobs implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly events: Events,
    private readonly plan: PlanReplies,
    private readonly consider: ConsiderReply,
    private readonly deliver: DeliverNotification,
    private readonly followUp: MessageFollowUp,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(CONSIDER_REPLY, ({ conversationId }: { conversationId: string }, { brandId }) =>
      this.consider.run(systemActor(brandId), conversationId),
    );
    this.jobs.handle(
      DELIVER,
      ({ notificationId }: { notificationId: string }, { brandId }) =>
        this.deliver.run(systemActor(brandId), notificationId),
      { slow: true },
    );
    for (const [event, subscriber] of ABOUT_CONVERSATIONS) {
      this.events.subscribe(event, subscriber, ({ brandId, subjectId }) =>
        this.aboutConversation(brandId, subjectId),
      );
    }
    this.followUp.plan(CONSIDER_REPLY, PATIENCE_MS);
    // A first message brings no follow-up of its own.
    this.events.subscribeWhen(ConversationStarted, 'notifications.started', {
      when: ({ actorKind }) => actorKind !== 'visitor',
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
