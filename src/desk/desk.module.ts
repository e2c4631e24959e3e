import { Module } from '@nestjs/common';
import { ConversationsModule } from '../conversations/index.js';
import { FilesModule } from '../files/index.js';
import { DistributionModule } from '../distribution/index.js';
import { InboundModule } from '../inbound/index.js';
import { MembersModule } from '../members/index.js';
import { SearchModule } from '../search/index.js';
import { TagsModule } from '../tags/index.js';
import { SignUpModule } from '../sign-up/index.js';
import { SitesModule } from '../sites/index.js';
import { ResponsesModule } from '../responses/index.js';
import { VisitorsModule } from '../visitors/index.js';
import { AroundLive } from './around.live.js';
import { ArrivalReasons } from './lists/arrival-reasons.queries.js';
import { ChangedConversations } from './changed-conversations.js';
import { DeskController } from './desk.controller.js';
import { DeskDialogs } from './dialogs/desk-dialogs.js';
import { DeskEvents } from './desk-events.js';
import { DeskGateway } from './desk.gateway.js';
import { DeskLive } from './desk.live.js';
import { DeskViews } from './desk-views.js';
import { DraftFilesController } from './dialogs/draft-files.controller.js';
import { Finds } from './lists/finds.js';
import { Following } from './following.js';
import { ListsLive } from './lists/lists.live.js';
import { ListViews } from './lists/list-views.js';
import { Looking } from './looking.js';
import { MailsController } from './dialogs/mails.controller.js';
import { MentionsController } from './dialogs/mentions.controller.js';
import { OpenConversationQueries } from './open-conversation.queries.js';
import { ReadersLive } from './readers.live.js';
import { SearchController } from './lists/search.controller.js';
import { SearchViews } from './lists/search-views.js';
import { TermsController } from './terms.controller.js';
import { TermsViews } from './terms-views.js';
import { SnoozesController } from './dialogs/snoozes.controller.js';
import { SuggestionsController } from './dialogs/suggestions.controller.js';
import { TaggingController } from './dialogs/tagging.controller.js';
import { ThreadViews } from './thread-views.js';
import { TransfersController } from './dialogs/transfers.controller.js';
import { VisitorPanelQueries } from './visitor-panel.queries.js';
import { VisitorPanelViews } from './visitor-panel-views.js';

@Module({
  imports: [
    ConversationsModule,
    FilesModule,
    DistributionModule,
    InboundModule,
    MembersModule,
    ResponsesModule,
    SitesModule,
    SearchModule,
    SignUpModule,
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
    ChangedConversations,
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
