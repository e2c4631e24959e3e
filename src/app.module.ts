import { type DynamicModule, Module } from '@nestjs/common';
import { AccountMailsModule } from './account-mails/index.js';
import { AdminModule } from './admin/index.js';
import { BoardModule } from './board/index.js';
import { BrandsModule } from './brands/index.js';
import { ConversationsModule } from './conversations/index.js';
import { DeskModule } from './desk/index.js';
import { DistributionModule } from './distribution/index.js';
import { FilesModule } from './files/index.js';
import { HoursModule } from './hours/index.js';
import { InboundModule } from './inbound/index.js';
import { MailModule } from './mail/index.js';
import { MembersModule } from './members/index.js';
import { MessengerModule } from './messenger/index.js';
import { NoticesModule } from './notices/index.js';
import { OperatorModule } from './operator/index.js';
import { OutboxModule } from './outbox/index.js';
import { ResponsesModule } from './responses/index.js';
import { SearchModule } from './search/index.js';
import { SignUpModule } from './sign-up/index.js';
import { SitesModule } from './sites/index.js';
import { SurveysModule } from './surveys/index.js';
import { TagsModule } from './tags/index.js';
import { TargetingModule } from './targeting/index.js';
import { VerificationModule } from './verification/index.js';
import { VisitorsModule } from './visitors/index.js';
import { HttpModule, OperationsModule, PlatformModule, type Config } from './platform/index.js';

@Module({})
export class AppModule {
  static for(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.for(config),
        HttpModule,
        OperationsModule,
        BrandsModule,
        AccountMailsModule,
        VerificationModule,
        MembersModule,
        HoursModule,
        SitesModule,
        VisitorsModule,
        OutboxModule,
        MailModule,
        ConversationsModule,
        FilesModule,
        SurveysModule,
        TagsModule,
        DistributionModule,
        ResponsesModule,
        NoticesModule,
        TargetingModule,
        InboundModule,
        SearchModule,
        SignUpModule,
        MessengerModule,
        DeskModule,
        BoardModule,
        AdminModule,
        OperatorModule,
      ],
    };
  }
}
