import { Module } from '@nestjs/common';
import { AccountMailsModule } from '../account-mails/index.js';
import { BrandsModule } from '../brands/index.js';
import { DistributionModule } from '../distribution/index.js';
import { MailModule } from '../mail/index.js';
import { MembersModule } from '../members/index.js';
import { ResponsesModule } from '../responses/index.js';
import { SitesModule } from '../sites/index.js';
import { TargetingModule } from '../targeting/index.js';
import { VerificationModule } from '../verification/index.js';
import { BeginSignUp } from './begin-sign-up.js';
import { BrandStepController } from './brand-step.controller.js';
import { ConfirmSignUp } from './confirm-sign-up.js';
import { GettingStartedController } from './getting-started/getting-started.controller.js';
import { GettingStartedPage } from './getting-started/getting-started-page.js';
import { GettingStarted } from './getting-started/getting-started.queries.js';
import { BrandInvitations } from './invitations/brand-invitations.js';
import { InviteBrand } from './invitations/invite-brand.js';
import { InvitedBrowsers } from './invitations/invited-browsers.js';
import { AddressCodeMail } from './mails/address-code-mail.js';
import { BrandInvitationMail } from './mails/brand-invitation-mail.js';
import { OpenBrand } from './open-brand.js';
import { OpenSite } from './open-site.js';
import { PrepareBrand } from './prepare-brand.js';
import { SignUpController } from './sign-up.controller.js';
import { SignUpPolicy } from './sign-up-policy.js';
import { Slugs } from './slugs.queries.js';

@Module({
  imports: [
    AccountMailsModule,
    BrandsModule,
    DistributionModule,
    MailModule,
    MembersModule,
    ResponsesModule,
    SitesModule,
    TargetingModule,
    VerificationModule,
  ],
  controllers: [BrandStepController, GettingStartedController, SignUpController],
  providers: [
    AddressCodeMail,
    BeginSignUp,
    BrandInvitationMail,
    BrandInvitations,
    ConfirmSignUp,
    GettingStarted,
    GettingStartedPage,
    InviteBrand,
    InvitedBrowsers,
    OpenBrand,
    OpenSite,
    PrepareBrand,
    SignUpPolicy,
    Slugs,
  ],
  exports: [BrandInvitations, GettingStarted, InviteBrand, SignUpPolicy],
})
export class SignUpModule {}
