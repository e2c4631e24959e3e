import { Body, Controller, Get, Header, Param, Post, Query, UseGuards } from '@nestjs/common';
import { BlockVisitor, CloseConversation, PostMessage } from '../conversations/index.js';
import { newId } from '../kernel/index.js';
import {
  ChangeAvailability,
  CountedAs,
  Me,
  MemberGuard,
  ReadAlong,
  ReadsAlong,
  type Availability,
  type SignedInMember,
} from '../members/index.js';
import { Assets, seeOther, view, type SeeOther, type View } from '../platform/index.js';
import { ChangedConversations } from './changed-conversations.js';
import { DESK_LISTS, type DeskLists } from './lists/desk-lists.js';
import { deskUrl } from './desk-url.js';
import { DeskViews } from './desk-views.js';
import { Finds } from './lists/finds.js';
import { searchFields } from './lists/search.form.js';
import { ThreadViews } from './thread-views.js';

/** The pages of the desk, and their parts for what changes in place. */
@Controller('b/:brand/desk')
@UseGuards(MemberGuard)
export class DeskController {
  constructor(
    private readonly desks: DeskViews,
    private readonly threads: ThreadViews,
    private readonly changed: ChangedConversations,
    private readonly finds: Finds,
    private readonly postMessage: PostMessage,
    private readonly closeConversation: CloseConversation,
    private readonly blockVisitor: BlockVisitor,
    private readonly changeAvailability: ChangeAvailability,
    private readonly assets: Assets,
  ) {}

  @Get()
  @ReadsAlong(DESK_LISTS)
  async show(@Me() me: SignedInMember, @ReadAlong() lists: DeskLists): Promise<View> {
    const data = await this.desks.desk(me, lists);
    return view('desk/show', data, { fragment: 'desk/lists/_empty' });
  }

  @Get('lists')
  @ReadsAlong(DESK_LISTS)
  async lists(@Me() me: SignedInMember, @ReadAlong() lists: DeskLists): Promise<View> {
    return view('desk/lists/_news', await this.desks.desk(me, lists));
  }

  @Get('conversations/:id')
  @ReadsAlong(DESK_LISTS)
  async conversation(
    @Me() me: SignedInMember,
    @ReadAlong() lists: DeskLists,
    @Param('id') id: string,
    @Query() query: Record<string, unknown>,
  ): Promise<View> {
    const thread = await this.threads.thread(me, id);
    const finds = await this.finds.of(me, id, searchFields(query));
    const data = await this.desks.desk(me, lists, { ...thread, finds });
    return view('desk/show', data, { fragment: 'desk/_open' });
  }

  @Get('conversations/:id/entries')
  async entries(
    @Me() me: SignedInMember,
    @Param('id') id: string,
    @Query('before') before: unknown,
    @Query('from') from: unknown,
  ): Promise<View> {
    const range = { before: Number(before), from: from === undefined ? undefined : Number(from) };
    return view('desk/_entries', await this.threads.entriesBefore(me, id, range));
  }

  /** The header, the banner and the visitor, when something about them has changed. */
  @Get('conversations/:id/around')
  async around(@Me() me: SignedInMember, @Param('id') id: string): Promise<View> {
    return view('desk/_around', await this.threads.around(me, id));
  }

  /** Without scripts; with them messages go by the socket. */
  @Post('conversations/:id/messages')
  async write(
    @Me() me: SignedInMember,
    @Param('id') id: string,
    @Body() posted: { text?: unknown } | undefined,
  ): Promise<SeeOther> {
    const body = typeof posted?.text === 'string' ? posted.text : '';
    await this.postMessage.run(me.actor, { conversationId: id, clientId: newId(), body });
    return seeOther(`${deskUrl(me)}/conversations/${id}`);
  }

  @Post('conversations/:id/closure')
  @CountedAs('close')
  async close(@Me() me: SignedInMember, @Param('id') id: string): Promise<View | SeeOther> {
    await this.closeConversation.run(me.actor, { conversationId: id });
    return this.changed.show(me, id, { as: 'closed', page: deskUrl(me) });
  }

  /** `end` is posted by the button that ends the conversation as well. */
  @Post('conversations/:id/block')
  @CountedAs('block')
  async block(
    @Me() me: SignedInMember,
    @Param('id') id: string,
    @Body() posted: { end?: unknown } | undefined,
  ): Promise<View | SeeOther> {
    const close = posted?.end !== undefined;
    await this.blockVisitor.run(me.actor, { conversationId: id, close });
    return this.changed.show(me, id, { as: 'blocked', page: close ? deskUrl(me) : undefined });
  }

  @Post('availability')
  @CountedAs('availability')
  async availability(
    @Me() me: SignedInMember,
    @Body() posted: { state?: unknown } | undefined,
  ): Promise<SeeOther> {
    await this.changeAvailability.run(me.actor, posted?.state as Availability);
    return seeOther(deskUrl(me), { 'availability:changed': {} });
  }

  @Get('manifest.webmanifest')
  @Header('Content-Type', 'application/manifest+json')
  manifest(@Me() me: SignedInMember): string {
    return JSON.stringify({
      id: deskUrl(me),
      name: `Causerie · ${me.brand.name}`,
      short_name: 'Causerie',
      lang: me.actor.locale,
      start_url: deskUrl(me),
      scope: `/b/${me.brand.slug}/`,
      display: 'standalone',
      background_color: '#f5f4f0',
      theme_color: '#f5f4f0',
      icons: [
        { src: this.assets.url('icon.svg'), sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
        {
          src: this.assets.url('icon-512.png'),
          sizes: '512x512',
          type: 'image/png',
          purpose: 'any maskable',
        },
      ],
    });
  }
}
