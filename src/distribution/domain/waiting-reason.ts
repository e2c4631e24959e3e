import { whyNotFree } from './member-choice.js';
import { keptFor, type Member, type Snapshot, type Waiting } from './snapshot.js';

/** Patience: a conversation that could be on a desk for longer than this is a fault of ours. */
const PATIENCE_MS = 5000;

/** Why a conversation waits. `due` is for one that could be on a desk: it lands with the next pass. */
export type WaitingReason =
  | { code: 'waiting_list' | 'rule_off' | 'no_member' | 'none_connected' | 'all_away' | 'all_full' | 'due' }
  | { code: 'assigned'; memberId: string; until: Date | null; memberIs: 'offline' | 'away' | 'full' };

/** The reason, as a manager reads it, for which this conversation is not on a desk yet. */
export function whyWaiting(waiting: Waiting, snapshot: Snapshot, now: Date): WaitingReason {
  const memberId = keptFor(waiting, now);
  if (memberId) return whyMemberIsWaitedFor(waiting, memberId, snapshot);
  if (!waiting.groupId) return { code: 'waiting_list' };

  const ruleId = snapshot.queues.find(({ id }) => id === waiting.queueId)?.ruleId;
  if (snapshot.rules.some(({ id, enabled }) => id === ruleId && !enabled)) return { code: 'rule_off' };
  return whyNobodyIsFree(
    snapshot.members.filter(({ groupIds }) => waiting.groupId && groupIds.includes(waiting.groupId)),
  );
}

/** Whether something that could be on a desk since then should have been there long ago. */
export function isOverdue(since: Date, now: Date): boolean {
  return now.getTime() - since.getTime() > PATIENCE_MS;
}

function whyMemberIsWaitedFor(waiting: Waiting, memberId: string, snapshot: Snapshot): WaitingReason {
  const member = snapshot.members.find(({ id }) => id === memberId);
  const memberIs = member ? whyNotFree(member) : 'offline';
  const lands = memberIs === null || (waiting.landsOnConnection && memberIs !== 'offline');
  if (lands) return { code: 'due' };
  return { code: 'assigned', memberId, until: waiting.assignedUntil, memberIs };
}

// All offline, or all that are connected away; a mix of away and full is "all full": somebody works.
function whyNobodyIsFree(members: Member[]): WaitingReason {
  if (members.length === 0) return { code: 'no_member' };
  const obstacles = new Set(members.map(whyNotFree));
  if (obstacles.has(null)) return { code: 'due' };
  if (obstacles.has('full')) return { code: 'all_full' };
  return { code: obstacles.has('away') ? 'all_away' : 'none_connected' };
}
