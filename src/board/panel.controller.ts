import { Controller, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import { CloseConversation } from '../conversations/index.js';
import { ReleaseConversation } from '../distribution/index.js';
import { CountedAs, Me, MemberGuard, Needs, type SignedInMember } from '../members/index.js';
import { I18n, view, type View } from '../platform/index.js';
import { boardFields } from './board.form.js';
import { PanelViews } from './panel-views.js';

/** The conversation beside the columns, and what is done with it there. */
@Controller('b/:brand/board/conversations/:id')
@UseGuards(MemberGuard)
@Needs('conversations.read_all')
export class PanelController {
  constructor(
    private readonly panels: PanelViews,
    private readonly closeConversation: CloseConversation,
    private readonly releaseConversation: ReleaseConversation,
    private readonly i18n: I18n,
  ) {}

  @Get('panel')
  async panel(
    @Me() me: SignedInMember,
    @Param('id') id: string,
    @Query() query: Record<string, unknown>,
  ): Promise<View> {
    return view('board/_panel', await this.panels.panel(me, id, this.fields(query)));
  }

  /** What stands around the entries, when something about it has changed. */
  @Get('around')
  async around(
    @Me() me: SignedInMember,
    @Param('id') id: string,
    @Query() query: Record<string, unknown>,
  ): Promise<View> {
    return view('board/_around', await this.panels.panel(me, id, this.fields(query)));
  }

  @Post('closure')
  @CountedAs('close')
  async close(
    @Me() me: SignedInMember,
    @Param('id') id: string,
    @Query() query: Record<string, unknown>,
  ): Promise<View> {
    await this.closeConversation.run(me.actor, { conversationId: id });
    return this.changed(me, id, { query, as: 'closed' });
  }

  @Post('release')
  async release(
    @Me() me: SignedInMember,
    @Param('id') id: string,
    @Query() query: Record<string, unknown>,
  ): Promise<View> {
    await this.releaseConversation.run(me.actor, { conversationId: id });
    return this.changed(me, id, { query, as: 'changed' });
  }

  private async changed(
    me: SignedInMember,
    id: string,
    { query, as }: { query: Record<string, unknown>; as: 'changed' | 'closed' },
  ): Promise<View> {
    const panel = await this.panels.panel(me, id, this.fields(query));
    return view('board/_around', panel, {
      status: 200,
      seeOther: panel.url,
      triggers: { 'conversation:changed': { as } },
    });
  }

  private fields(query: Record<string, unknown>) {
    return boardFields(query, this.i18n.visitorLocales);
  }
}
