import { Module } from '@nestjs/common';
import { BrandsModule } from '../brands/index.js';
import { Clock } from '../kernel/index.js';
import { MembersModule } from '../members/index.js';
import { Channels, OutboxModule } from '../outbox/index.js';
import { Config, UnitOfWork } from '../platform/index.js';
import { SitesModule } from '../sites/index.js';
import { VisitorsModule } from '../visitors/index.js';
import { BounceAddress } from './bounce-address.js';
import { MailChannel } from './mail-channel.js';
import { MailComposers } from './mail-composers.js';
import { MailRenderer } from './mail-renderer.js';
import { ReplyAddress } from './reply-address.js';
import { SaveMailTemplate } from './save-mail-template.js';
import { SendSignInCode } from './send-sign-in-code.js';
import { MailSenders } from './senders/mail-senders.queries.js';
import { SaveMailSender } from './senders/save-mail-sender.js';
import { SenderCheckMail } from './senders/sender-check-mail.js';
import { SenderLinks } from './senders/sender-links.js';
import { SenderController } from './senders/sender.controller.js';
import { VerifyMailSender } from './senders/verify-mail-sender.js';
import { SignInCodeMail } from './sign-in-code-mail.js';
import { MailTransport } from './transports/mail-transport.js';
import { MailboxTransport } from './transports/mailbox-transport.js';
import { Mailbox } from './transports/mailbox.queries.js';
import { SmtpTransport } from './transports/smtp-transport.js';
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
  MailComposers,
  MailRenderer,
  MailSenders,
  ReplyAddress,
  SaveMailSender,
  SaveMailTemplate,
  Wordings,
];

@Module({
  imports: [BrandsModule, MembersModule, OutboxModule, SitesModule, VisitorsModule],
  controllers: [SenderController],
  providers: [
    ...exported,
    MailChannel,
    SenderCheckMail,
    SenderLinks,
    SendSignInCode,
    SignInCodeMail,
    transport,
    VerifyMailSender,
  ],
  exports: exported,
})
export class MailModule {
  constructor(
    channels: Channels,
    channel: MailChannel,
    composers: MailComposers,
    senderCheck: SenderCheckMail,
    signInCode: SignInCodeMail,
  ) {
    channels.add('email', channel);
    composers.register('sender_check', (notification) => senderCheck.compose(notification));
    composers.register('sign_in_code', (notification) => signInCode.compose(notification));
  }
}
