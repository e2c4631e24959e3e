import { defineEvent } from '../platform/index.js';

interface Change {
  before: unknown;
  after: unknown;
}

export const TargetingRuleSaved = defineEvent<Change>('settings.targeting_saved');
export const TargetingRuleRemoved = defineEvent<Change>('settings.targeting_removed');
export const TargetingRulesOrdered = defineEvent<Change>('settings.targeting_moved');
