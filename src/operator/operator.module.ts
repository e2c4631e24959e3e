import { Module } from '@nestjs/common';
import { AccountMailsModule } from '../account-mails/index.js';
import { BrandsModule } from '../brands/index.js';
import { MembersModule } from '../members/index.js';
import { SignUpModule } from '../sign-up/index.js';
import { AccessController } from './access.controller.js';
import { ActsController } from './acts.controller.js';
import { BrandsController } from './brands.controller.js';
import { ChangeBrandState } from './change-brand-state.js';
import { InvitationsController } from './invitations.controller.js';
import { MailsController } from './mails.controller.js';
import { OperatorActsQueries } from './operator-acts.queries.js';
import { PlatformBrands } from './platform-brands.queries.js';

@Module({
  imports: [AccountMailsModule, BrandsModule, MembersModule, SignUpModule],
  controllers: [AccessController, ActsController, BrandsController, InvitationsController, MailsController],
  providers: [ChangeBrandState, OperatorActsQueries, PlatformBrands],
})
export class OperatorModule {}
