import { Module } from '@nestjs/common';
import { ConversationsModule } from '../../conversations/index.js';
import { DistributionModule } from '../../distribution/index.js';
import { MembersModule } from '../../members/index.js';
import { FrameModule } from '../frame/frame.module.js';
import { EditMember } from './edit-member.js';
import { ImportPage } from './import-page.js';
import { ImportPreview } from './import-preview.js';
import { ImportController } from './import.controller.js';
import { InvitationPage } from './invitation-page.js';
import { InvitationsController } from './invitations.controller.js';
import { MemberListPage } from './member-list-page.js';
import { MemberLoads } from './member-loads.queries.js';
import { MemberPage } from './member-page.js';
import { MembersController } from './members.controller.js';

@Module({
  imports: [ConversationsModule, DistributionModule, MembersModule, FrameModule],
  controllers: [MembersController, InvitationsController, ImportController],
  providers: [EditMember, ImportPage, ImportPreview, InvitationPage, MemberListPage, MemberLoads, MemberPage],
})
export class MembersAdminModule {}
