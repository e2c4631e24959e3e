import { Module } from '@nestjs/common';
import { DistributionModule } from '../../distribution/index.js';
import { MembersModule } from '../../members/index.js';
import { FrameModule } from '../frame/frame.module.js';
import { EditGroup } from './edit-group.js';
import { GroupsController } from './groups.controller.js';

@Module({
  imports: [DistributionModule, MembersModule, FrameModule],
  controllers: [GroupsController],
  providers: [EditGroup],
})
export class GroupsAdminModule {}
