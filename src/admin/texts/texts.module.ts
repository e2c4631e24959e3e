import { Module } from '@nestjs/common';
import { MembersModule } from '../../members/index.js';
import { SitesModule } from '../../sites/index.js';
import { FrameModule } from '../frame/frame.module.js';
import { EditTexts } from './edit-texts.js';
import { TextsPage } from './texts-page.js';
import { TextsController } from './texts.controller.js';

@Module({
  imports: [MembersModule, SitesModule, FrameModule],
  controllers: [TextsController],
  providers: [EditTexts, TextsPage],
})
export class TextsAdminModule {}
