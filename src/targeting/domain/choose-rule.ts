import { upTo } from '../../kernel/index.js';
import type { Condition, Situation, TargetingRule } from './conditions.js';
import { matchesPage } from './page-match.js';

/** What came of one rule: `unmet` is the first condition that does not hold. */
export interface TargetingStep {
  targetingRuleId: string;
  matched: boolean;
  unmet: Condition | null;
}

export interface TargetingChoice {
  chosen: TargetingRule | null;
  /** The rules in their order, up to the one that was chosen. */
  steps: TargetingStep[];
  /** Seconds after which a rule before the chosen one would match, when only time on the page is missing. */
  changesIn: number | null;
}

/** The first rule whose conditions all hold. */
export function chooseTargetingRule(rules: readonly TargetingRule[], situation: Situation): TargetingChoice {
  const steps: TargetingStep[] = [];
  let changesIn: number | null = null;
  for (const rule of rules) {
    const unmet = rule.conditions.filter((condition) => !holds(condition, situation));
    steps.push({ targetingRuleId: rule.id, matched: unmet.length === 0, unmet: unmet[0] ?? null });
    if (unmet.length === 0) return { chosen: rule, steps, changesIn };
    const missing = missingTime(unmet, situation);
    if (missing !== null) changesIn = Math.min(missing, changesIn ?? Infinity);
  }
  return { chosen: null, steps, changesIn };
}

export function holds(condition: Condition, situation: Situation): boolean {
  switch (condition.kind) {
    case 'url':
      return situation.url !== null && matchesPage(situation.url, condition.match, condition.value);
    case 'time_on_page':
      return situation.secondsOnPage >= condition.seconds;
    case 'pages':
      return situation.pages >= condition.atLeast;
    case 'visits':
      return situation.visits >= condition.atLeast;
    case 'device':
      return situation.device !== null && condition.anyOf.includes(situation.device);
    case 'language':
      return condition.anyOf.includes(languageOf(situation.locale));
    case 'country':
      return situation.country !== null && condition.anyOf.includes(situation.country.toUpperCase());
    case 'cart':
      return situation.cart?.currency === condition.currency && situation.cart.value >= condition.atLeast;
    case 'custom':
      return (
        Object.hasOwn(situation.custom, condition.name) &&
        String(situation.custom[condition.name]) === condition.value
      );
    case 'visitor':
      return situation.known === condition.known;
    case 'hours':
      return situation.isOpen(condition);
  }
}

function missingTime(unmet: Condition[], { secondsOnPage }: Situation): number | null {
  const waits = unmet.map((each) => (each.kind === 'time_on_page' ? each.seconds - secondsOnPage : null));
  return waits.includes(null) ? null : Math.max(...(waits as number[]));
}

function languageOf(locale: string): string {
  return upTo(locale.toLowerCase(), '-');
}
