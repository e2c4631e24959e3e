export {
  AssignmentExpired,
  ConversationLanded,
  ConversationQueued,
  ConversationTransferred,
  DistributionStalled,
  GroupSaved,
  MemberGroupsSaved,
  CapacityChanged,
  RuleSaved,
} from './distribution.events.js';
export { DistributionModule } from './distribution.module.js';
export { DistributionWatch } from './distribution-watch.js';
export { LAST_RESORTS, lastResortOf, type LastResort } from './domain/last-resort.js';
export type { Placement } from './domain/place.js';
export { needsShares, SHARING_NAMES } from './domain/sharing.js';
export type { Sharing } from './domain/snapshot.js';
export type { Trace } from './domain/trace.js';
export type { WaitingReason } from './domain/waiting-reason.js';
export { DryRun, type DryRunInput } from './dry-run.js';
export { Passes } from './passes.js';
export type { RuleInput } from './settings/rule.form.js';
export { ReleaseConversation, type ReleaseConversationInput } from './release-conversation.js';
export { Routing, type Landed, type RoutingState } from './routing.js';
export { CapacityQueries, type Capacity } from './capacity.queries.js';
export { RoutingTraces } from './routing-traces.queries.js';
export { RunPass } from './run-pass.js';
export { SaveGroup, type GroupInput } from './settings/save-group.js';
export { SaveMemberGroups } from './settings/save-member-groups.js';
export { SaveRule } from './settings/save-rule.js';
export {
  StartConversation,
  type StartConversationInput,
  type StartedConversation,
} from './start-conversation.js';
export { TransferConversation, type TransferConversationInput } from './transfer-conversation.js';
export type { TransferTo } from './transfer-facts.queries.js';
export { TransferTargets, type TransferTargetList } from './transfer-targets.queries.js';
export { WaitingPresenter } from './waiting-presenter.js';
export { WaitingReasons, type WaitingConversation } from './waiting-reasons.queries.js';
