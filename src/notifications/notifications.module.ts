import { Module } from '@nestjs/common';
import { BrandsModule } from '../brands/index.js';
import { ConversationsModule } from '../conversations/index.js';
import { Clock } from '../kernel/index.js';
import { Config, UnitOfWork } from '../platform/index.js';
import { MembersModule } from '../members/index.js';
import { SitesModule } from '../sites/index.js';
import { VisitorsModule } from '../visitors/index.js';
import { BounceAddress } from './bounce-address.js';
import { ComposeMail } from './compose-mail.js';
import { ConsiderAnswerNotice } from './consider-answer-notice.js';
import { DeliverNotification } from './deliver-notification.js';
import { MailLinks } from './mail-links.js';
import { MailSamples } from './mail-samples.js';
import { MailSenders } from './mail-senders.queries.js';
import { MailTransport } from './mail-transport.js';
import { MailboxTransport } from './mailbox-transport.js';
import { Mailbox } from './mailbox.queries.js';
import { NoteDelivery } from './note-delivery.js';
import { NoteFailures } from './note-failures.js';
import { NotificationRecords } from './notification-records.queries.js';
import { NotificationJobs } from './notifications.job.js';
import { Outbox } from './outbox.js';
import { PlanAnswerNotices } from './plan-answer-notices.js';
import { Post } from './post.js';
import { ReplyAddress } from './reply-address.js';
import { AnswerContents } from './answer-content.queries.js';
import { AnswerNoticeFactsQueries } from './answer-notice-facts.queries.js';
import { AnswerMail } from './answer-mail.js';
import { RetryNotification } from './retry-notification.js';
import { SendNotice } from './send-notice.js';
import { SaveMailSender } from './save-mail-sender.js';
import { SaveMailTemplate } from './save-mail-template.js';
import { SendTrialMail } from './send-trial-mail.js';
import { SenderCheckMail } from './sender-check-mail.js';
import { SenderController } from './sender.controller.js';
import { SendSignInCode } from './send-sign-in-code.js';
import { SignInCodeMail } from './sign-in-code-mail.js';
import { SetEmailSubscription } from './set-email-subscription.js';
import { SettleNotification } from './settle-notification.js';
import { SmtpTransport } from './smtp-transport.js';
import { Subscriptions } from './subscriptions.queries.js';
import { TellFailure } from './tell-failure.js';
import { UnsubscribeController } from './unsubscribe.controller.js';
import { VerifyMailSender } from './verify-mail-sender.js';
import { Wordings } from './wordings.queries.js';

const transport = {
  provide: MailTransport,
  inject: [Config, Clock, UnitOfWork, BounceAddress],
  useFactory: (
    config: Config,
    clock: Clock,
    unitOfWork: UnitOfWork,
    bounces: BounceAddress,
  ): MailTransport =>
    config.smtpUrl ? new SmtpTransport(config, clock, bounces) : new MailboxTransport(unitOfWork, clock),
};

const exported = [
  BounceAddress,
  Mailbox,
  NoteDelivery,
  MailSamples,
  MailSenders,
  NoteFailures,
  NotificationRecords,
  ReplyAddress,
  RetryNotification,
  SendNotice,
  SaveMailSender,
  SaveMailTemplate,
  SendTrialMail,
  Wordings,
];

@Module({
  imports: [BrandsModule, ConversationsModule, MembersModule, SitesModule, VisitorsModule],
  controllers: [SenderController, UnsubscribeController],
  providers: [
    ...exported,
    ComposeMail,
    ConsiderAnswerNotice,
    DeliverNotification,
    MailLinks,
    NotificationJobs,
    Outbox,
    PlanAnswerNotices,
    Post,
    AnswerNoticeFactsQueries,
    AnswerContents,
    AnswerMail,
    SendSignInCode,
    SetEmailSubscription,
    SettleNotification,
    SignInCodeMail,
    Subscriptions,
    SenderCheckMail,
    TellFailure,
    VerifyMailSender,
    transport,
  ],
  exports: exported,
})
export class NotificationsModule {}
