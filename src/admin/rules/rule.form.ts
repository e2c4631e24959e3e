import { needsShares, type LastResort, type Sharing } from '../../distribution/index.js';
import { wholeNumber, type Posted } from '../frame/posted.js';
import type { RuleState } from './rules.queries.js';

/** What stands in the rule's form, as it was typed. */
export interface RuleDraft {
  name: string;
  enabled: boolean;
  sharing: string;
  lastResort: string;
  queues: { groupId: string; threshold: string; share: string }[];
}

/** A change of the rows of the form; nothing of it is stored before the form is. */
export interface DraftStep {
  act: 'add' | 'remove' | 'up' | 'down' | 'try' | 'none';
  groupId: string;
}

const ACTS: readonly DraftStep['act'][] = ['add', 'remove', 'up', 'down', 'try'];
/** The highest threshold that a group's first row is offered with; an admin changes it at once or not at all. */
const FIRST_THRESHOLD = '100';
const FIRST_SHARING: Sharing = 'cascade';

export function emptyRuleDraft(): RuleDraft {
  return { name: '', enabled: true, sharing: FIRST_SHARING, lastResort: 'nothing', queues: [] };
}

export function draftOf(rule: RuleState): RuleDraft {
  return {
    name: rule.name,
    enabled: rule.enabled,
    sharing: rule.sharing,
    lastResort: rule.lastResort,
    queues: rule.queues.map(({ groupId, threshold, share }) => ({
      groupId,
      threshold: String(threshold),
      share: String(share),
    })),
  };
}

export function readRuleDraft(posted: Posted): RuleDraft {
  const thresholds = posted.texts('threshold');
  const shares = posted.texts('share');
  return {
    name: posted.text('name'),
    enabled: posted.checked('enabled'),
    sharing: posted.text('sharing'),
    lastResort: posted.text('lastResort'),
    queues: posted.texts('groupId').map((groupId, at) => ({
      groupId,
      threshold: thresholds[at] ?? '',
      share: shares[at] ?? '',
    })),
  };
}

/** The rule that the draft stands for; what is no number is NaN, which the rule's checks refuse at its field. */
export function ruleOf(draft: RuleDraft): RuleState {
  return {
    name: draft.name.trim(),
    enabled: draft.enabled,
    sharing: draft.sharing as Sharing,
    lastResort: draft.lastResort as LastResort,
    queues: draft.queues.map(({ groupId, threshold, share }) => ({
      groupId,
      threshold: wholeNumber(threshold),
      share: shareOf(share, draft.sharing),
    })),
  };
}

/** Where shares do not count, one that is typed all the same is a number too. */
function shareOf(typed: string, sharing: string): number {
  if (needsShares(sharing)) return wholeNumber(typed);
  return typed === '' || !Number.isNaN(wholeNumber(typed)) ? 0 : Number.NaN;
}

/** Buttons name what they do and the group they do it to: `up:<group>`. */
export function readStep(posted: Posted): DraftStep {
  const [word = '', groupId = ''] = posted.text('act').split(':');
  const act = ACTS.find((known) => known === word) ?? 'none';
  return { act, groupId: act === 'add' ? posted.text('addGroup') : groupId };
}

export function stepped(draft: RuleDraft, { act, groupId }: DraftStep): RuleDraft {
  const queues = [...draft.queues];
  const at = queues.findIndex((queue) => queue.groupId === groupId);
  if (act === 'add' && at < 0 && groupId !== '')
    queues.push({ groupId, threshold: FIRST_THRESHOLD, share: '0' });
  if (act === 'remove' && at >= 0) queues.splice(at, 1);
  const to = act === 'up' ? at - 1 : at + 1;
  const [moved, other] = [queues[at], queues[to]];
  if ((act === 'up' || act === 'down') && moved && other) [queues[at], queues[to]] = [other, moved];
  return { ...draft, queues };
}
