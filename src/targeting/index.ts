export type { TargetingChoice, TargetingStep } from './domain/choose-rule.js';
export { DEVICES, HOURS_SOURCES } from './domain/conditions.js';
export type {
  Condition,
  HoursCondition,
  HoursSource,
  OpeningSpan,
  Situation,
  TargetingRule,
} from './domain/conditions.js';
export { OrderTargetingRules } from './order-targeting-rules.js';
export { RemoveTargetingRule } from './remove-targeting-rule.js';
export { SaveTargetingRule, type SaveTargetingRuleInput } from './save-targeting-rule.js';
export { TargetingRuleRemoved, TargetingRulesOrdered, TargetingRuleSaved } from './targeting.events.js';
export { isCountry, isCurrency, type TargetingRuleInput } from './targeting.form.js';
export { TargetingModule } from './targeting.module.js';
export { Targeting, type StoredTargetingRule, type TargetingAnswer } from './targeting.queries.js';
