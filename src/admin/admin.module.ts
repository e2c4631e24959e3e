import { Module } from '@nestjs/common';
import { AuditAdminModule } from './audit/audit.module.js';
import { BlockedAdminModule } from './blocked/blocked.module.js';
import { BrandAdminModule } from './brand/brand.module.js';
import { DocumentsAdminModule } from './documents/documents.module.js';
import { FrameModule } from './frame/frame.module.js';
import { GroupsAdminModule } from './groups/groups.module.js';
import { HoursAdminModule } from './hours/hours.module.js';
import { MailsAdminModule } from './mails/mails.module.js';
import { MembersAdminModule } from './members/members.module.js';
import { ResponsesAdminModule } from './responses/responses.module.js';
import { RulesAdminModule } from './rules/rules.module.js';
import { SitesAdminModule } from './sites/sites.module.js';
import { TagsAdminModule } from './tags/tags.module.js';
import { TargetingAdminModule } from './targeting/targeting.module.js';
import { TextsAdminModule } from './texts/texts.module.js';
import { WaitingAdminModule } from './waiting/waiting.module.js';

/** Every area of the settings is a module of its own. */
@Module({
  imports: [
    AuditAdminModule,
    BlockedAdminModule,
    BrandAdminModule,
    DocumentsAdminModule,
    FrameModule,
    GroupsAdminModule,
    HoursAdminModule,
    MailsAdminModule,
    MembersAdminModule,
    ResponsesAdminModule,
    RulesAdminModule,
    SitesAdminModule,
    TagsAdminModule,
    TargetingAdminModule,
    TextsAdminModule,
    WaitingAdminModule,
  ],
})
export class AdminModule {}
