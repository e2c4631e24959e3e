import { Module } from '@nestjs/common';
import { ConversationsModule } from '../conversations/index.js';
import { DeskModule } from '../desk/index.js';
import { DistributionModule } from '../distribution/index.js';
import { MembersModule } from '../members/index.js';
import { TagsModule } from '../tags/index.js';
import { BoardController } from './board.controller.js';
import { BoardLive } from './board.live.js';
import { BoardQueries } from './board.queries.js';
import { BoardViews } from './board-views.js';
import { BoardPresenter } from './board-presenter.js';
import { CloseConversations } from './close-conversations.js';
import { FilterViews } from './filter-views.js';
import { PanelController } from './panel.controller.js';
import { PanelViews } from './panel-views.js';
import { ReleaseConversations } from './release-conversations.js';

@Module({
  imports: [ConversationsModule, DeskModule, DistributionModule, MembersModule, TagsModule],
  controllers: [BoardController, PanelController],
  providers: [
    BoardLive,
    BoardQueries,
    BoardViews,
    BoardPresenter,
    CloseConversations,
    FilterViews,
    PanelViews,
    ReleaseConversations,
  ],
})
export class BoardModule {}
