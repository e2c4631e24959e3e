import { Module } from '@nestjs/common';
import { DistributionModule } from '../distribution/index.js';
import { OrderTargetingRules } from './order-targeting-rules.js';
import { RemoveTargetingRule } from './remove-targeting-rule.js';
import { SaveTargetingRule } from './save-targeting-rule.js';
import { Targeting } from './targeting.queries.js';

const exported = [Targeting, SaveTargetingRule, RemoveTargetingRule, OrderTargetingRules];

@Module({ imports: [DistributionModule], providers: exported, exports: exported })
export class TargetingModule {}
