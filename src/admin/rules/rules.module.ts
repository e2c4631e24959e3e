import { Module } from '@nestjs/common';
import { DistributionModule } from '../../distribution/index.js';
import { MembersModule } from '../../members/index.js';
import { FrameModule } from '../frame/frame.module.js';
import { AuditFields } from '../frame/audit-fields.js';
import { presentQueues, type AuditedQueue } from './queues-presenter.js';
import { I18n } from '../../platform/index.js';
import { DryRunPresenter } from './dry-run-presenter.js';
import { EditRule } from './edit-rule.js';
import { RuleDryRun } from './rule-dry-run.js';
import { RulePage } from './rule-page.js';
import { RulesController } from './rules.controller.js';
import { RuleQueries } from './rules.queries.js';

@Module({
  imports: [DistributionModule, MembersModule, FrameModule],
  controllers: [RulesController],
  providers: [DryRunPresenter, EditRule, RuleDryRun, RulePage, RuleQueries],
})
export class RulesAdminModule {
  constructor(fields: AuditFields, i18n: I18n) {
    fields.register('queues', (queues, reader) => presentQueues(i18n, queues as AuditedQueue[], reader));
  }
}
