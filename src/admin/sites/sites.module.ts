import { Module } from '@nestjs/common';
import { MembersModule } from '../../members/index.js';
import { SitesModule } from '../../sites/index.js';
import { FrameModule } from '../frame/frame.module.js';
import { EditSite } from './edit-site.js';
import { SitePage } from './site-page.js';
import { SitesController } from './sites.controller.js';

@Module({
  imports: [MembersModule, SitesModule, FrameModule],
  controllers: [SitesController],
  providers: [EditSite, SitePage],
})
export class SitesAdminModule {}
