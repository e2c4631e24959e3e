import { Module } from '@nestjs/common';
import { BrandsModule } from '../../brands/index.js';
import { MembersModule } from '../../members/index.js';
import { ResponsesModule } from '../../responses/index.js';
import { SitesModule } from '../../sites/index.js';
import { FrameModule } from '../frame/frame.module.js';
import { AuditFields } from '../frame/audit-fields.js';
import { presentBodies } from './bodies-presenter.js';
import { EditResponse } from './edit-response.js';
import { ResponsePage } from './response-page.js';
import { ResponsesController } from './responses.controller.js';

@Module({
  imports: [BrandsModule, MembersModule, ResponsesModule, SitesModule, FrameModule],
  controllers: [ResponsesController],
  providers: [EditResponse, ResponsePage],
})
export class ResponsesAdminModule {
  constructor(fields: AuditFields) {
    fields.register('bodies', (bodies, { locale }) =>
      presentBodies(bodies as Record<string, string>, locale),
    );
  }
}
