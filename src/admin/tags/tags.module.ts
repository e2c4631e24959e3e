import { Module } from '@nestjs/common';
import { MembersModule } from '../../members/index.js';
import { TagsModule } from '../../tags/index.js';
import { FrameModule } from '../frame/frame.module.js';
import { EditTag } from './edit-tag.js';
import { TagsController } from './tags.controller.js';

@Module({
  imports: [MembersModule, TagsModule, FrameModule],
  controllers: [TagsController],
  providers: [EditTag],
})
export class TagsAdminModule {}
