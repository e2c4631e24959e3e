import { Module } from '@nestjs/common';
import { BrandsModule } from '../../brands/index.js';
import { MembersModule } from '../../members/index.js';
import { SitesModule } from '../../sites/index.js';
import { TargetingModule } from '../../targeting/index.js';
import { FrameModule } from '../frame/frame.module.js';
import { AuditFields } from '../frame/audit-fields.js';
import type { Condition } from '../../targeting/index.js';
import { AnsweringRules } from './answering-rules.queries.js';
import { EditTargeting } from './edit-targeting.js';
import { TargetingPage } from './targeting-page.js';
import { TargetingPresenter } from './targeting-presenter.js';
import { TargetingController } from './targeting.controller.js';

@Module({
  imports: [BrandsModule, MembersModule, SitesModule, TargetingModule, FrameModule],
  controllers: [TargetingController],
  providers: [AnsweringRules, EditTargeting, TargetingPage, TargetingPresenter],
})
export class TargetingAdminModule {
  constructor(fields: AuditFields, presenter: TargetingPresenter) {
    fields.register(
      'conditions',
      (conditions, { locale }) =>
        (conditions as Condition[]).map((each) => presenter.tell(each, locale)).join('; ') || null,
    );
  }
}
