import { Module } from '@nestjs/common';
import { BrandsModule } from '../brands/index.js';
import { ConversationsModule } from '../conversations/index.js';
import { MailComposers, MailModule } from '../mail/index.js';
import { MembersModule } from '../members/index.js';
import { Endings, OutboxModule } from '../outbox/index.js';
import { SitesModule } from '../sites/index.js';
import { VisitorsModule } from '../visitors/index.js';
import { AnswerContents } from './answer-content.queries.js';
import { AnswerMail } from './answer-mail.js';
import { AnswerNoticeFactsQueries } from './answer-notice-facts.queries.js';
import { ANSWER_MAIL_KINDS, ComposeAnswerMail } from './compose-answer-mail.js';
import { ConsiderAnswerNotice } from './consider-answer-notice.js';
import { MailSamples } from './mail-samples.js';
import { NoticeJobs } from './notices.job.js';
import { OnNotificationEnded } from './on-notification-ended.js';
import { PlanAnswerNotices } from './plan-answer-notices.js';
import { SendNotice } from './send-notice.js';
import { SendTrialMail } from './send-trial-mail.js';
import { SetEmailSubscription } from './set-email-subscription.js';
import { Subscriptions } from './subscriptions.queries.js';
import { TellFailure } from './tell-failure.js';
import { UnsubscribeLinks } from './unsubscribe-links.js';
import { UnsubscribeController } from './unsubscribe.controller.js';

const exported = [MailSamples, SendNotice, SendTrialMail];

@Module({
  imports: [
    BrandsModule,
    MembersModule,
    SitesModule,
    VisitorsModule,
    OutboxModule,
    MailModule,
    ConversationsModule,
  ],
  controllers: [UnsubscribeController],
  providers: [
    ...exported,
    AnswerContents,
    AnswerMail,
    AnswerNoticeFactsQueries,
    ComposeAnswerMail,
    ConsiderAnswerNotice,
    NoticeJobs,
    OnNotificationEnded,
    PlanAnswerNotices,
    SetEmailSubscription,
    Subscriptions,
    TellFailure,
    UnsubscribeLinks,
  ],
  exports: exported,
})
export class NoticesModule {
  constructor(
    composers: MailComposers,
    compose: ComposeAnswerMail,
    endings: Endings,
    onEnded: OnNotificationEnded,
  ) {
    for (const kind of ANSWER_MAIL_KINDS)
      composers.register(kind, (notification) => compose.run(kind, notification));
    endings.listen((actor, ended, ending) => onEnded.run(actor, ended, ending));
  }
}
