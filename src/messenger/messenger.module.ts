import { Module } from '@nestjs/common';
import { BrandsModule } from '../brands/index.js';
import { ConversationsModule } from '../conversations/index.js';
import { DistributionModule } from '../distribution/index.js';
import { SalesModule } from '../sales/index.js';
import { SitesModule } from '../sites/index.js';
import { SurveysModule } from '../surveys/index.js';
import { TargetingModule } from '../targeting/index.js';
import { VisitorsModule } from '../visitors/index.js';
import { AnswerersLive } from './answerers.live.js';
import { Answerers } from './answerers.queries.js';
import { Arrivals } from './arrivals.js';
import { OwnOrigin } from './bearer.js';
import { ClosedSites } from './closed-sites.js';
import { ConsentViews } from './consent-views.js';
import { ContentController } from './content.controller.js';
import { Engagements } from './engagements.js';
import { FollowedLinks } from './followed-links.js';
import { GuestContent } from './guest-content.js';
import { GuestController } from './guest.controller.js';
import { GuestSessions } from './guest-sessions.js';
import { Hellos } from './hello.js';
import { LinkDestinations } from './link-destinations.js';
import { LinksController } from './links.controller.js';
import { LoaderController } from './loader.controller.js';
import { MessengerContent } from './messenger-content.js';
import { MessengerLive } from './messenger.live.js';
import { OpenSockets } from './open-sockets.js';
import { PageEvents } from './page-events.js';
import { SaveSettings } from './save-settings.js';
import { SaveSurvey } from './save-survey.js';
import { SendMessage } from './send-message.js';
import { TalkEvents } from './talk-events.js';
import { UploadsController } from './uploads.controller.js';
import { VisitorConversations } from './visitor-conversations.queries.js';
import { VisitorGateway } from './visitor.gateway.js';
import { VisitorLimits } from './visitor-limits.js';
import { VisitorSessions } from './visitor-sessions.js';

@Module({
  imports: [
    BrandsModule,
    SitesModule,
    VisitorsModule,
    ConversationsModule,
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
