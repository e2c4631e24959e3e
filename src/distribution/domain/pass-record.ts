import { chooseMember, load } from './member-choice.js';
import { afterDecisions, type Decision, type Landing } from './distribute.js';
import type { Rule, Snapshot } from './snapshot.js';
import { traceMembers, type GroupTrace, type Trace } from './trace.js';

/**
 * What a pass saw and decided, kept once for all its decisions: each decision's trace is told from it. Keeping
 * every member with every decision would cost members times decisions.
 */
export type PassRecord = Pick<Snapshot, 'lastNo' | 'rules' | 'queues' | 'members' | 'waiting'> & {
  decisions: Decision[];
};

/** Reduces a snapshot to what its decisions can be explained from. */
export function recordPass(snapshot: Snapshot, decisions: Decision[]): PassRecord {
  const decided = new Set(decisions.map(({ conversationId }) => conversationId));
  const waiting = snapshot.waiting.filter(({ conversationId }) => decided.has(conversationId));
  const queueIds = new Set(waiting.map(({ queueId }) => queueId));
  const queues = snapshot.queues.filter(({ id }) => queueIds.has(id));
  const ruleIds = new Set(queues.map(({ ruleId }) => ruleId));
  const groupIds = new Set(queues.map(({ groupId }) => groupId));
  const memberIds = new Set(decisions.map((each) => (each.kind === 'land' ? each.memberId : null)));
  return {
    lastNo: snapshot.lastNo,
    rules: snapshot.rules.filter(({ id }) => ruleIds.has(id)),
    queues,
    members: snapshot.members.filter(
      ({ id, groupIds: own }) => memberIds.has(id) || own.some((groupId) => groupIds.has(groupId)),
    ),
    waiting,
    decisions,
  };
}

/** Why this conversation landed where it did, or undefined where the pass did not land it. */
export function explain(record: PassRecord, conversationId: string): Trace | undefined {
  const at = record.decisions.findIndex(
    (each) => each.kind === 'land' && each.conversationId === conversationId,
  );
  if (at < 0) return undefined;
  const landing = record.decisions[at] as Landing;
  const before = afterDecisions(record, record.decisions.slice(0, at));
  return {
    rule: ruleTrace(before, landing),
    occasion: landing.because === 'connected' ? 'connection' : 'free_place',
    groups: [groupTrace(before, landing)],
    outcome: 'desk',
    memberId: landing.memberId,
  };
}

function ruleTrace(before: Snapshot, landing: Landing): Trace['rule'] {
  const ruleId = before.queues.find(({ id }) => id === landing.queueId)?.ruleId;
  const rule: Rule | undefined = before.rules.find(({ id }) => id === ruleId);
  return rule ? { id: rule.id, sharing: rule.sharing, verdict: rule.enabled ? 'on' : 'off' } : null;
}

function groupTrace(before: Snapshot, landing: Landing): GroupTrace {
  const queue = before.queues.find(({ id }) => id === landing.queueId);
  return {
    groupId: landing.groupId ?? queue?.groupId ?? null,
    queueId: landing.queueId,
    verdict: 'chosen',
    threshold: queue?.threshold ?? null,
    waiting: queue?.waiting ?? null,
    members: landing.groupId ? membersOf(before, landing.groupId) : assignedMember(before, landing),
  };
}

function membersOf(before: Snapshot, groupId: string): GroupTrace['members'] {
  const members = before.members.filter(({ groupIds }) => groupIds.includes(groupId));
  return traceMembers(members, chooseMember(members), () => false);
}

function assignedMember(before: Snapshot, landing: Landing): GroupTrace['members'] {
  return before.members
    .filter(({ id }) => id === landing.memberId)
    .map((member) => ({
      memberId: member.id,
      verdict: 'assigned',
      load: load(member),
      capacity: member.capacity,
    }));
}
