import { Module } from '@nestjs/common';
import { ConversationsModule } from '../../conversations/index.js';
import { DistributionModule } from '../../distribution/index.js';
import { MembersModule } from '../../members/index.js';
import { FrameModule } from '../frame/frame.module.js';
import { EditMember } from './edit-member.js';
import { MemberLoads } from './member-loads.queries.js';
import { MemberPage } from './member-page.js';
import { MembersController } from './members.controller.js';

@Module({
  imports: [ConversationsModule, DistributionModule, MembersModule, FrameModule],
  controllers: [MembersController],
  providers: [EditMember, MemberLoads, MemberPage],
})
export class MembersAdminModule {}
