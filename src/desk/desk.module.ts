import { Module } from '@nestjs/common';
import { ConversationsModule } from '../conversations/index.js';
import { DistributionModule } from '../distribution/index.js';
import { InboundModule } from '../inbound/index.js';
import { MembersModule } from '../members/index.js';
import { SearchModule } from '../search/index.js';
import { TagsModule } from '../tags/index.js';
import { SitesModule } from '../sites/index.js';
import { ResponsesModule } from '../responses/index.js';
import { VisitorsModule } from '../visitors/index.js';
import { AroundLive } from './around.live.js';
import { ArrivalReasons } from './arrival-reasons.queries.js';
import { DeskController } from './desk.controller.js';
import { DeskDialogs } from './desk-dialogs.js';
import { DeskEvents } from './desk-events.js';
import { DeskGateway } from './desk.gateway.js';
import { DeskLive } from './desk.live.js';
import { DeskViews } from './desk-views.js';
import { DraftFilesController } from './draft-files.controller.js';
import { Finds } from './finds.js';
import { Following } from './following.js';
import { ListsLive } from './lists.live.js';
import { ListViews } from './list-views.js';
import { Looking } from './looking.js';
import { MailsController } from './mails.controller.js';
import { MentionsController } from './mentions.controller.js';
import { OpenConversationQueries } from './open-conversation.queries.js';
import { ReadersLive } from './readers.live.js';
import { SearchController } from './search.controller.js';
import { SearchViews } from './search-views.js';
import { TermsController } from './terms.controller.js';
import { TermsViews } from './terms-views.js';
import { SnoozesController } from './snoozes.controller.js';
import { SuggestionsController } from './suggestions.controller.js';
import { TaggingController } from './tagging.controller.js';
import { ThreadViews } from './thread-views.js';
import { TransfersController } from './transfers.controller.js';
import { VisitorPanelQueries } from './visitor-panel.queries.js';
import { VisitorPanelViews } from './visitor-panel-views.js';

@Module({
  imports: [
    ConversationsModule,
    DistributionModule,
    InboundModule,
    MembersModule,
    ResponsesModule,
    SitesModule,
    SearchModule,
    TagsModule,
    VisitorsModule,
  ],
  controllers: [
    DeskController,
    DraftFilesController,
    MailsController,
    MentionsController,
    SearchController,
    SnoozesController,
    SuggestionsController,
    TaggingController,
    TermsController,
    TransfersController,
  ],
  providers: [
    AroundLive,
    ArrivalReasons,
    DeskDialogs,
    DeskEvents,
    DeskGateway,
    DeskLive,
    DeskViews,
    Finds,
    Following,
    ListsLive,
    ListViews,
    Looking,
    OpenConversationQueries,
    ReadersLive,
    SearchViews,
    TermsViews,
    ThreadViews,
    VisitorPanelQueries,
    VisitorPanelViews,
  ],
  exports: [ThreadViews],
})
export class DeskModule {}
