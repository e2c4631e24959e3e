import { Module } from '@nestjs/common';
import { MembersModule } from '../../members/index.js';
import { SitesModule } from '../../sites/index.js';
import { FrameModule } from '../frame/frame.module.js';
import { DocumentsPage } from './documents-page.js';
import { DocumentsController } from './documents.controller.js';
import { DocumentQueries } from './documents.queries.js';
import { EditDocument } from './edit-document.js';

@Module({
  imports: [MembersModule, SitesModule, FrameModule],
  controllers: [DocumentsController],
  providers: [DocumentsPage, DocumentQueries, EditDocument],
})
export class DocumentsAdminModule {}
