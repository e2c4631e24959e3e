import { Body, Controller, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import { Needs, Me, MemberGuard, type SignedInMember } from '../members/index.js';
import { I18n, view, type View } from '../platform/index.js';
import { boardFields, chosenIds, type BoardFields } from './board.form.js';
import { BoardViews } from './board-views.js';
import { CloseConversations } from './close-conversations.js';
import type { Outcome } from './each-alone.js';
import { PanelViews } from './panel-views.js';
import { ReleaseConversations } from './release-conversations.js';

/** The managers' board. */
@Controller('b/:brand/board')
@UseGuards(MemberGuard)
@Needs('conversations.read_all')
export class BoardController {
  constructor(
    private readonly boards: BoardViews,
    private readonly panels: PanelViews,
    private readonly releaseConversations: ReleaseConversations,
    private readonly closeConversations: CloseConversations,
    private readonly i18n: I18n,
  ) {}

  @Get()
  async show(@Me() me: SignedInMember, @Query() query: Record<string, unknown>): Promise<View> {
    return view('board/show', await this.boards.board(me, this.fields(query)), { fragment: 'board/_board' });
  }

  /** The board, with a conversation beside the columns. */
  @Get('conversations/:id')
  async conversation(
    @Me() me: SignedInMember,
    @Param('id') id: string,
    @Query() query: Record<string, unknown>,
  ): Promise<View> {
    const fields = this.fields(query);
    const panel = await this.panels.panelIfThere(me, id, fields);
    const board = await this.boards.board(me, fields, { panel });
    return view('board/show', board, { status: panel.thread ? 200 : 404 });
  }

  @Post('releases')
  async release(@Me() me: SignedInMember, @Body() posted: unknown): Promise<View> {
    const outcomes = await this.releaseConversations.run(me.actor, { conversationIds: chosenIds(posted) });
    return this.told(me, 'released', outcomes);
  }

  @Post('closures')
  async close(@Me() me: SignedInMember, @Body() posted: unknown): Promise<View> {
    const outcomes = await this.closeConversations.run(me.actor, { conversationIds: chosenIds(posted) });
    return this.told(me, 'closed', outcomes);
  }

  private async told(me: SignedInMember, what: 'released' | 'closed', outcomes: Outcome[]): Promise<View> {
    const outcome = await this.boards.outcome(me, what, outcomes);
    const board = await this.boards.board(me, this.fields({}), { outcome });
    return view('board/show', board, { fragment: 'board/_outcome', status: 200 });
  }

  private fields(query: Record<string, unknown>): BoardFields {
    return boardFields(query, this.i18n.visitorLocales);
  }
}
