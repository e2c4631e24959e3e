import { Module } from '@nestjs/common';
import { BrandsModule } from '../../brands/index.js';
import { MembersModule } from '../../members/index.js';
import { FrameModule } from '../frame/frame.module.js';
import { AuditPresenter } from './audit-presenter.js';
import { AuditController } from './audit.controller.js';

@Module({
  imports: [BrandsModule, MembersModule, FrameModule],
  controllers: [AuditController],
  providers: [AuditPresenter],
})
export class AuditAdminModule {}
