import { Module } from '@nestjs/common';
import { BrandNames, BrandsModule } from '../brands/index.js';
import { DistributionModule } from '../distribution/index.js';
import { HoursModule } from '../hours/index.js';
import { OrderTargetingRules } from './order-targeting-rules.js';
import { RemoveTargetingRule } from './remove-targeting-rule.js';
import { SaveTargetingRule } from './save-targeting-rule.js';
import { Targeting } from './targeting.queries.js';

const exported = [Targeting, SaveTargetingRule, RemoveTargetingRule, OrderTargetingRules];

@Module({ imports: [BrandsModule, DistributionModule, HoursModule], providers: exported, exports: exported })
export class TargetingModule {
  constructor(names: BrandNames) {
    names.register('SELECT id, name FROM targeting_rules WHERE brand_id = $1');
  }
}
