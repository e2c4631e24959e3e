import { Module } from '@nestjs/common';
import { BrandNames, BrandsModule } from '../brands/index.js';
import { ConversationsModule } from '../conversations/index.js';
import { MembersModule } from '../members/index.js';
import { OperationsModule } from '../platform/index.js';
import { SitesModule } from '../sites/index.js';
import { BrandTurns } from './brand-turns.js';
import { DistributionWatch } from './distribution-watch.js';
import { DryRun } from './dry-run.js';
import { AnnouncePass } from './announce-pass.js';
import { NetworkShares } from './network-shares.js';
import { OnInvitationAccepted } from './on-invitation-accepted.js';
import { OnMemberRemoved } from './on-member-removed.js';
import { OnMemberSuspended } from './on-member-suspended.js';
import { OnPlaceFreed } from './on-place-freed.js';
import { Passes } from './passes.js';
import { CapacityQueries } from './capacity.queries.js';
import { Routing } from './routing.js';
import { RoutingRecordsJob } from './routing-records.job.js';
import { ClearMemberGroups } from './settings/clear-member-groups.js';
import { JoinGroups } from './settings/join-groups.js';
import { RoutingSettings } from './settings/routing-settings.js';
import { RoutingTraces } from './routing-traces.queries.js';
import { RunPass } from './run-pass.js';
import { SaveGroup } from './settings/save-group.js';
import { SaveMemberGroups } from './settings/save-member-groups.js';
import { SaveRule } from './settings/save-rule.js';
import { ReleaseConversation } from './release-conversation.js';
import { StartConversation } from './start-conversation.js';
import { TransferConversation } from './transfer-conversation.js';
import { TransferFactsQueries } from './transfer-facts.queries.js';
import { TransferTargets } from './transfer-targets.queries.js';
import { WaitingPresenter } from './waiting-presenter.js';
import { WaitingReasons } from './waiting-reasons.queries.js';

const exported = [
  StartConversation,
  TransferConversation,
  TransferTargets,
  ReleaseConversation,
  RunPass,
  Passes,
  DistributionWatch,
  DryRun,
  CapacityQueries,
  Routing,
  RoutingTraces,
  WaitingPresenter,
  WaitingReasons,
  SaveRule,
  SaveGroup,
  SaveMemberGroups,
];

@Module({
  imports: [BrandsModule, ConversationsModule, MembersModule, SitesModule, OperationsModule],
  providers: [
    ...exported,
    BrandTurns,
    ClearMemberGroups,
    JoinGroups,
    NetworkShares,
    AnnouncePass,
    OnPlaceFreed,
    OnInvitationAccepted,
    OnMemberRemoved,
    OnMemberSuspended,
    RoutingRecordsJob,
    RoutingSettings,
    TransferFactsQueries,
  ],
  exports: exported,
})
export class DistributionModule {
  constructor(names: BrandNames) {
    names.register('SELECT id, name FROM rules WHERE brand_id = $1');
    names.register('SELECT id, name FROM groups WHERE brand_id = $1');
  }
}
