import { Module } from '@nestjs/common';
import { AccountMailChannels, AccountMailsModule, KeepComposedMail } from '../account-mails/index.js';
import { BrandsModule } from '../brands/index.js';
import { Clock } from '../kernel/index.js';
import { MembersModule } from '../members/index.js';
import { Channels, OutboxModule } from '../outbox/index.js';
import { Config, UnitOfWork } from '../platform/index.js';
import { SitesModule } from '../sites/index.js';
import { VisitorsModule } from '../visitors/index.js';
import { AccountMailComposers } from './accounts/account-mail-composers.js';
import { FormerSignInCodes } from './accounts/former-sign-in-codes.js';
import { InvitationMail } from './accounts/invitation-mail.js';
import { NewDeviceMail } from './accounts/new-device-mail.js';
import { PasswordChangedMail } from './accounts/password-changed-mail.js';
import { SecondFactorChangedMail } from './accounts/second-factor-changed-mail.js';
import { PasswordResetMail } from './accounts/password-reset-mail.js';
import { MailOfAccounts } from './accounts/mail-of-accounts.js';
import { SignInCodeMail } from './accounts/sign-in-code-mail.js';
import { BounceAddress } from './bounce-address.js';
import { MailChannel } from './mail-channel.js';
import { MailComposers } from './mail-composers.js';
import { MailRenderer } from './mail-renderer.js';
import { ReplyAddress } from './reply-address.js';
import { SaveMailTemplate } from './save-mail-template.js';
import { MailSenders } from './senders/mail-senders.queries.js';
import { SaveMailSender } from './senders/save-mail-sender.js';
import { SenderCheckMail } from './senders/sender-check-mail.js';
import { SenderLinks } from './senders/sender-links.js';
import { SenderController } from './senders/sender.controller.js';
import { VerifyMailSender } from './senders/verify-mail-sender.js';
import { MailTransport } from './transports/mail-transport.js';
import { MailboxTransport } from './transports/mailbox-transport.js';
import { Mailbox } from './transports/mailbox.queries.js';
import { SmtpTransport } from './transports/smtp-transport.js';
import { Wordings } from './wordings.queries.js';

const transport = {
  provide: MailTransport,
  inject: [Config, Clock, UnitOfWork, BounceAddress, KeepComposedMail],
  useFactory: (
    config: Config,
    clock: Clock,
    unitOfWork: UnitOfWork,
    bounces: BounceAddress,
    composed: KeepComposedMail,
  ): MailTransport =>
    config.smtpUrl
      ? new SmtpTransport(config, clock, bounces)
      : new MailboxTransport(unitOfWork, clock, composed, printerOf(config)),
};

/** To the terminal, where what is said there is more than what fails. */
function printerOf({ logLevel }: Config): (text: string) => void {
  const isQuiet = ['silent', 'fatal'].includes(logLevel);
  return (text) => void (isQuiet || process.stdout.write(text));
}

const exported = [
  AccountMailComposers,
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
  imports: [AccountMailsModule, BrandsModule, MembersModule, OutboxModule, SitesModule, VisitorsModule],
  controllers: [SenderController],
  providers: [
    ...exported,
    FormerSignInCodes,
    InvitationMail,
    MailChannel,
    MailOfAccounts,
    NewDeviceMail,
    PasswordChangedMail,
    SecondFactorChangedMail,
    PasswordResetMail,
    SenderCheckMail,
    SenderLinks,
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
    accountChannels: AccountMailChannels,
    mailOfAccounts: MailOfAccounts,
    accountComposers: AccountMailComposers,
    signInCode: SignInCodeMail,
    passwordReset: PasswordResetMail,
    passwordChanged: PasswordChangedMail,
    newDevice: NewDeviceMail,
    secondFactorChanged: SecondFactorChangedMail,
    formerCodes: FormerSignInCodes,
    invitation: InvitationMail,
  ) {
    channels.add('email', channel);
    composers.register('sender_check', (notification) => senderCheck.compose(notification));
    composers.register('sign_in_code', (notification) => formerCodes.compose(notification));
    accountChannels.register(mailOfAccounts);
    accountComposers.register('sign_in_code', (mail) => signInCode.compose(mail));
    accountComposers.register('password_reset', (mail) => passwordReset.compose(mail));
    accountComposers.register('password_changed', (mail) => passwordChanged.compose(mail));
    accountComposers.register('invitation', (mail) => invitation.compose(mail));
    accountComposers.register('new_device', (mail) => newDevice.compose(mail));
    accountComposers.register('second_factor_changed', (mail) => secondFactorChanged.compose(mail));
  }
}
