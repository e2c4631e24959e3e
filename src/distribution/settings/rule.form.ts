import { invalidFields, isBlank, isId, isStorable, lengthOf } from '../../kernel/index.js';
import { LAST_RESORTS, type LastResort } from '../domain/last-resort.js';
import { isSharing, needsShares } from '../domain/sharing.js';
import type { Sharing } from '../domain/snapshot.js';

export interface RuleInput {
  name: string;
  enabled: boolean;
  sharing: Sharing;
  lastResort: LastResort;
  /** In the rule's order. */
  queues: { groupId: string; threshold: number; share: number }[];
}

export const HIGHEST_THRESHOLD = 10_000;
const LONGEST_NAME = 80;

/** Refuses with a code for each field; those of a queue are named `threshold.<group>` and `share.<group>`. */
export function checkRule(rule: RuleInput): RuleInput {
  const fields: Record<string, string> = { ...nameProblem(rule.name) };
  if (!isSharing(rule.sharing)) fields.sharing = 'invalid_input';
  if (!LAST_RESORTS.includes(rule.lastResort)) fields.lastResort = 'invalid_input';
  const groupIds = rule.queues.map(({ groupId }) => groupId);
  if (groupIds.length === 0) fields.queues = 'rule_without_group';
  if (new Set(groupIds).size < groupIds.length || !groupIds.every(isId)) fields.queues = 'invalid_input';
  for (const { groupId, threshold, share } of rule.queues) {
    if (!isWithin(threshold, HIGHEST_THRESHOLD)) fields[`threshold.${groupId}`] = 'number_to_10000';
    if (!isWithin(share, 100)) fields[`share.${groupId}`] = 'number_to_100';
  }
  const sum = rule.queues.reduce((total, { share }) => total + share, 0);
  if (needsShares(rule.sharing) && groupIds.length > 0 && sum !== 100) fields.queues ??= 'shares_not_whole';
  if (Object.keys(fields).length > 0) throw invalidFields(fields);
  return { ...rule, name: rule.name.trim() };
}

type Split = Pick<RuleInput, 'sharing'> & {
  queues: Pick<RuleInput['queues'][number], 'groupId' | 'share'>[];
};

/** Whether both share conversations among the same groups in the same way, so that what one owes them holds in the other. */
export function isSameSplit(before: Split, after: Split): boolean {
  const told = ({ sharing, queues }: Split) =>
    JSON.stringify([sharing, ...queues.map(({ groupId, share }) => [groupId, share])]);
  return told(before) === told(after);
}

export function nameProblem(name: string): { name?: string } {
  if (isBlank(name)) return { name: 'required' };
  if (!isStorable(name)) return { name: 'characters_refused' };
  return lengthOf(name) > LONGEST_NAME ? { name: 'too_long' } : {};
}

export function isWithin(number: number, highest: number): boolean {
  return Number.isInteger(number) && number >= 0 && number <= highest;
}
