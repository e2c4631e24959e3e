import { Body, Controller, Get, Headers, Param, Post, UseGuards } from '@nestjs/common';
import { ConversationAccess, ReturnConversation, SnoozeConversation } from '../conversations/index.js';
import { Clock, localTime } from '../kernel/index.js';
import { Me, MemberGuard, ReadAlong, ReadsAlong, type SignedInMember } from '../members/index.js';
import { seeOther, type SeeOther, type View } from '../platform/index.js';
import { DESK_LISTS, type DeskLists } from './desk-lists.js';
import { DeskDialogs } from './desk-dialogs.js';
import { deskUrl } from './desk-url.js';
import type { SnoozeView } from './dialog.view.js';
import { readSnooze, snoozeUntil, type SnoozeForm } from './snooze.form.js';

const TOMORROW_MS = 86_400_000;
const SHORTEST_MS = 5 * 60_000;

/** Setting a conversation aside, and taking it back. */
@Controller('b/:brand/desk/conversations/:id')
@UseGuards(MemberGuard)
export class SnoozesController {
  constructor(
    private readonly dialogs: DeskDialogs,
    private readonly access: ConversationAccess,
    private readonly snoozeConversation: SnoozeConversation,
    private readonly returnConversation: ReturnConversation,
    private readonly clock: Clock,
  ) {}

  @Get('snooze')
  @ReadsAlong(DESK_LISTS)
  async ask(
    @Me() me: SignedInMember,
    @ReadAlong() lists: DeskLists,
    @Param('id') id: string,
    @Headers('hx-request') hx: string | undefined,
  ): Promise<View> {
    await this.access.handled(me.actor, id);
    const at = localTime(new Date(this.clock.now().getTime() + TOMORROW_MS), me.timeZone);
    const snooze = this.form(me, id, { choice: '3h', at, keep: false });
    return this.dialogs.show({ me, lists, conversationId: id, isFragment: hx === 'true' }, { snooze });
  }

  @Post('snooze')
  @ReadsAlong(DESK_LISTS)
  async snooze(
    @Me() me: SignedInMember,
    @ReadAlong() lists: DeskLists,
    @Param('id') id: string,
    @Headers('hx-request') hx: string | undefined,
    @Body() body: unknown,
  ): Promise<View | SeeOther> {
    const posted = readSnooze(body);
    try {
      const until = snoozeUntil(posted, this.clock.now(), me.timeZone);
      await this.snoozeConversation.run(me.actor, { conversationId: id, until, keep: posted.keep });
      return seeOther(`${deskUrl(me)}/conversations/${id}`);
    } catch (error) {
      const request = { me, lists, conversationId: id, isFragment: hx === 'true' };
      const { status, fields, refused } = this.dialogs.explain(request, error);
      await this.access.conversation(me.actor, id);
      const form = this.form(me, id, posted);
      return this.dialogs.show(
        request,
        { snooze: { ...form, error: fields.until ?? null, refused } },
        status,
      );
    }
  }

  @Post('resumption')
  async resume(@Me() me: SignedInMember, @Param('id') id: string): Promise<SeeOther> {
    await this.returnConversation.run(me.actor, { conversationId: id, how: 'resumed' });
    return seeOther(`${deskUrl(me)}/conversations/${id}`);
  }

  private form(me: SignedInMember, id: string, posted: SnoozeForm): SnoozeView {
    const now = this.clock.now();
    const endOf = (choice: '3h' | '1d') => snoozeUntil({ ...posted, choice }, now, me.timeZone).toISOString();
    return {
      ...posted,
      url: `${deskUrl(me)}/conversations/${id}`,
      ends: { threeHours: endOf('3h'), oneDay: endOf('1d') },
      least: localTime(new Date(now.getTime() + SHORTEST_MS), me.timeZone),
      timeZone: me.timeZone.replaceAll('_', ' '),
      error: null,
      refused: null,
    };
  }
}
