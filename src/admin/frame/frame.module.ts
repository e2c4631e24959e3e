import { Module } from '@nestjs/common';
import { BrandsModule } from '../../brands/index.js';
import { MembersModule } from '../../members/index.js';
import { OutboxModule } from '../../outbox/index.js';
import { AdminController } from './admin.controller.js';
import { AuditFields } from './audit-fields.js';
import { AuditLog } from './audit-log.queries.js';
import { GroupQueries } from './groups.queries.js';
import { MixedDuties } from './mixed-duties.queries.js';
import { SettingsEdit } from './settings-edit.js';
import { Shell } from './shell.js';

const exported = [AuditFields, AuditLog, GroupQueries, MixedDuties, SettingsEdit, Shell];

@Module({
  imports: [BrandsModule, MembersModule, OutboxModule],
  controllers: [AdminController],
  providers: exported,
  exports: exported,
})
export class FrameModule {}
