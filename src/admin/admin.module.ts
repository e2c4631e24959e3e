import { Module } from '@nestjs/common';
import { BrandsModule } from '../brands/index.js';
import { ConversationsModule } from '../conversations/index.js';
import { DistributionModule } from '../distribution/index.js';
import { InboundModule } from '../inbound/index.js';
import { MembersModule } from '../members/index.js';
import { ResponsesModule } from '../responses/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { SitesModule } from '../sites/index.js';
import { TagsModule } from '../tags/index.js';
import { TargetingModule } from '../targeting/index.js';
import { AdminController } from './admin.controller.js';
import { AuditPresenter } from './audit-presenter.js';
import { AuditController } from './audit.controller.js';
import { AuditLog } from './audit.queries.js';
import { BlockedController } from './blocked.controller.js';
import { BlockedVisitors } from './blocked-visitors.queries.js';
import { BrandController } from './brand.controller.js';
import { BrandNames } from './brand-names.queries.js';
import { DocumentsPage } from './documents-page.js';
import { DocumentsController } from './documents.controller.js';
import { DocumentQueries } from './documents.queries.js';
import { EditBrand } from './edit-brand.js';
import { EditDocument } from './edit-document.js';
import { EditGroup } from './edit-group.js';
import { EditMailTemplate } from './edit-mail-template.js';
import { EditMember } from './edit-member.js';
import { EditResponse } from './edit-response.js';
import { EditRule } from './edit-rule.js';
import { EditSite } from './edit-site.js';
import { EditTag } from './edit-tag.js';
import { EditTargeting } from './edit-targeting.js';
import { EditTexts } from './edit-texts.js';
import { GroupsController } from './groups.controller.js';
import { GroupQueries } from './groups.queries.js';
import { MailRecordsController } from './mail-records.controller.js';
import { MailSenderController } from './mail-sender.controller.js';
import { MailTemplatePage } from './mail-template-page.js';
import { MailTemplatesController } from './mail-templates.controller.js';
import { MailPresenter } from './mail-presenter.js';
import { MailboxController } from './mailbox.controller.js';
import { ReceivedMailsController } from './received-mails.controller.js';
import { MemberLoads } from './member-loads.queries.js';
import { MemberPage } from './member-page.js';
import { MembersController } from './members.controller.js';
import { MixedDuties } from './mixed-duties.queries.js';
import { ResponsePage } from './response-page.js';
import { ResponsesController } from './responses.controller.js';
import { RulePage } from './rule-page.js';
import { RulesController } from './rules.controller.js';
import { RuleQueries } from './rules.queries.js';
import { SettingsEdit } from './settings-edit.js';
import { Shell } from './shell.js';
import { SitePage } from './site-page.js';
import { SitesController } from './sites.controller.js';
import { TagsController } from './tags.controller.js';
import { TargetingPage } from './targeting-page.js';
import { TargetingPresenter } from './targeting-presenter.js';
import { TargetingController } from './targeting.controller.js';
import { TextsPage } from './texts-page.js';
import { TextsController } from './texts.controller.js';
import { DryRunPresenter } from './dry-run-presenter.js';
import { RuleDryRun } from './rule-dry-run.js';
import { WaitingPlaces } from './waiting-places.queries.js';
import { WaitingPresenter } from './waiting-presenter.js';
import { WaitingController } from './waiting.controller.js';

@Module({
  imports: [
    BrandsModule,
    MembersModule,
    ConversationsModule,
    SitesModule,
    DistributionModule,
    ResponsesModule,
    TagsModule,
    TargetingModule,
    InboundModule,
    NotificationsModule,
  ],
  controllers: [
    AdminController,
    BrandController,
    RulesController,
    GroupsController,
    MembersController,
    TargetingController,
    SitesController,
    TextsController,
    DocumentsController,
    MailRecordsController,
    MailTemplatesController,
    MailSenderController,
    MailboxController,
    ReceivedMailsController,
    WaitingController,
    BlockedController,
    ResponsesController,
    TagsController,
    AuditController,
  ],
  providers: [
    AuditLog,
    AuditPresenter,
    BlockedVisitors,
    BrandNames,
    DocumentQueries,
    DocumentsPage,
    EditBrand,
    EditDocument,
    EditGroup,
    EditMember,
    EditResponse,
    EditRule,
    EditSite,
    EditTag,
    EditTargeting,
    EditTexts,
    GroupQueries,
    EditMailTemplate,
    MailTemplatePage,
    MailPresenter,
    MemberLoads,
    MemberPage,
    MixedDuties,
    ResponsePage,
    RulePage,
    RuleQueries,
    SettingsEdit,
    Shell,
    SitePage,
    TargetingPage,
    TargetingPresenter,
    TextsPage,
    DryRunPresenter,
    RuleDryRun,
    WaitingPlaces,
    WaitingPresenter,
  ],
})
export class AdminModule {}
