import { Module } from '@nestjs/common';
import { BrandsModule } from '../../brands/index.js';
import { InboundModule } from '../../inbound/index.js';
import { MailModule } from '../../mail/index.js';
import { MembersModule } from '../../members/index.js';
import { NoticesModule } from '../../notices/index.js';
import { OutboxModule } from '../../outbox/index.js';
import { SitesModule } from '../../sites/index.js';
import { FrameModule } from '../frame/frame.module.js';
import { EditMailTemplate } from './edit-mail-template.js';
import { MailPresenter } from './mail-presenter.js';
import { MailRecordsController } from './mail-records.controller.js';
import { MailSenderController } from './mail-sender.controller.js';
import { MailTemplatePage } from './mail-template-page.js';
import { MailTemplatesController } from './mail-templates.controller.js';
import { MailboxController } from './mailbox.controller.js';
import { ReceivedMailsController } from './received-mails.controller.js';

@Module({
  imports: [
    BrandsModule,
    MembersModule,
    SitesModule,
    OutboxModule,
    MailModule,
    NoticesModule,
    InboundModule,
    FrameModule,
  ],
  controllers: [
    MailRecordsController,
    MailSenderController,
    MailTemplatesController,
    MailboxController,
    ReceivedMailsController,
  ],
  providers: [EditMailTemplate, MailPresenter, MailTemplatePage],
})
export class MailsAdminModule {}
