import { Module } from '@nestjs/common';
import { BrandsModule } from '../brands/index.js';
import { ConversationsModule } from '../conversations/index.js';
import { FilesModule } from '../files/index.js';
import { DistributionModule } from '../distribution/index.js';
import { SalesModule } from '../sales/index.js';
import { SitesModule } from '../sites/index.js';
import { SurveysModule } from '../surveys/index.js';
import { TargetingModule } from '../targeting/index.js';
import { VisitorsModule } from '../visitors/index.js';
import { AnswerersLive } from './answerers.live.js';
import { Answerers } from './answerers.queries.js';
import { Arrivals } from './sockets/arrivals.js';
import { OwnOrigin } from './bearer.js';
import { ClosedSites } from './closed-sites.js';
import { ConsentViews } from './pages/consent-views.js';
import { ContentController } from './pages/content.controller.js';
import { Engagements } from './engagements.js';
import { FollowedLinks } from './links/followed-links.js';
import { GuestContent } from './pages/guest-content.js';
import { GuestController } from './pages/guest.controller.js';
import { GuestSessions } from './guest-sessions.js';
import { Hellos } from './sockets/hello.js';
import { LinkDestinations } from './links/link-destinations.js';
import { LinksController } from './links/links.controller.js';
import { LoaderController } from './loader.controller.js';
import { MessengerContent } from './pages/messenger-content.js';
import { MessengerLive } from './messenger.live.js';
import { OpenSockets } from './sockets/open-sockets.js';
import { PageEvents } from './sockets/page-events.js';
import { SaveSettings } from './save-settings.js';
import { SaveSurvey } from './save-survey.js';
import { SendMessage } from './send-message.js';
import { TalkEvents } from './sockets/talk-events.js';
import { UploadsController } from './uploads.controller.js';
import { VisitorConversations } from './visitor-conversations.queries.js';
import { VisitorGateway } from './sockets/visitor.gateway.js';
import { VisitorLimits } from './visitor-limits.js';
import { VisitorSessions } from './visitor-sessions.js';

@Module({
  imports: [
    BrandsModule,
    SitesModule,
    VisitorsModule,
    ConversationsModule,
    FilesModule,
    SurveysModule,
    DistributionModule,
    TargetingModule,
    SalesModule,
  ],
  controllers: [LoaderController, LinksController, ContentController, GuestController, UploadsController],
  providers: [
    Answerers,
    AnswerersLive,
    Arrivals,
    ClosedSites,
    ConsentViews,
    Engagements,
    FollowedLinks,
    GuestContent,
    GuestSessions,
    Hellos,
    LinkDestinations,
    MessengerContent,
    MessengerLive,
    OpenSockets,
    OwnOrigin,
    PageEvents,
    SaveSettings,
    SaveSurvey,
    SendMessage,
    TalkEvents,
    VisitorConversations,
    VisitorGateway,
    VisitorLimits,
    VisitorSessions,
  ],
})
export class MessengerModule {}
