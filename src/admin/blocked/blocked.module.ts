import { Module } from '@nestjs/common';
import { ConversationsModule } from '../../conversations/index.js';
import { MembersModule } from '../../members/index.js';
import { FrameModule } from '../frame/frame.module.js';
import { BlockedVisitors } from './blocked-visitors.queries.js';
import { BlockedController } from './blocked.controller.js';

@Module({
  imports: [ConversationsModule, MembersModule, FrameModule],
  controllers: [BlockedController],
  providers: [BlockedVisitors],
})
export class BlockedAdminModule {}
