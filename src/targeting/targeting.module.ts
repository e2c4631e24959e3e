import { Module } from '@nestjs/common';
import { DistributionModule } from '../distribution/index.js';
import { OrderTargetingRules } from './order-targeting-rules.js';
import { RemoveTargetingRule } from './remove-targeting-rule.js';
import { SaveTargetingRule } from './save-targeting-rule.js';
import { Targeting } from './targeting.queries.js';

const face = [Targeting, SaveTargetingRule, RemoveTargetingRule, OrderTargetingRules];

@Module({ imports: [DistributionModule], providers: face, exports: face })
export class TargetingModule {}
