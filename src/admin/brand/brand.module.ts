import { Module } from '@nestjs/common';
import { BrandsModule } from '../../brands/index.js';
import { MembersModule } from '../../members/index.js';
import { SitesModule } from '../../sites/index.js';
import { FrameModule } from '../frame/frame.module.js';
import { AuditFields } from '../frame/audit-fields.js';
import { presentDay } from '../frame/days.js';
import { presentDelay } from '../frame/delay-presenter.js';
import { BrandController } from './brand.controller.js';
import { EditBrand } from './edit-brand.js';

@Module({
  imports: [BrandsModule, MembersModule, SitesModule, FrameModule],
  controllers: [BrandController],
  providers: [EditBrand],
})
export class BrandAdminModule {
  constructor(fields: AuditFields) {
    fields.register('twoStepFrom', (day, { locale }) => presentDay(locale, day as string));
    fields.register('assignmentMinutes', (minutes, { locale }) => presentDelay(locale, minutes as number));
  }
}
