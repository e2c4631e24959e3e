import { Body, Controller, Get, Param, Post, UseGuards } from '@nestjs/common';
import { ConversationAccess, ReturnConversation, SnoozeConversation } from '../../conversations/index.js';
import { Clock, localTime } from '../../kernel/index.js';
import { Me, MemberGuard, ReadsAlong, type SignedInMember } from '../../members/index.js';
import type { SeeOther, View } from '../../platform/index.js';
import { ChangedConversations } from '../changed-conversations.js';
import { AsDialog, DeskDialogs, type DialogRequest } from './desk-dialogs.js';
import { DESK_LISTS } from '../lists/desk-lists.js';
import { deskUrl } from '../desk-url.js';
import type { SnoozeView } from './dialog.view.js';
import { heardOf, readSnooze, snoozeUntil, type SnoozeForm } from './snooze.form.js';

const TOMORROW_MS = 86_400_000;
const SHORTEST_MS = 5 * 60_000;

/** Setting a conversation aside, and taking it back. */
@Controller('b/:brand/desk/conversations/:id')
@UseGuards(MemberGuard)
export class SnoozesController {
  constructor(
    private readonly dialogs: DeskDialogs,
    private readonly changed: ChangedConversations,
    private readonly access: ConversationAccess,
    private readonly snoozeConversation: SnoozeConversation,
    private readonly returnConversation: ReturnConversation,
    private readonly clock: Clock,
  ) {}

  @Get('snooze')
  @ReadsAlong(DESK_LISTS)
  async ask(@AsDialog() request: DialogRequest): Promise<View> {
    const { me, conversationId } = request;
    const { lastVisitorMessageAt } = await this.access.handled(me.actor, conversationId);
    const at = localTime(new Date(this.clock.now().getTime() + TOMORROW_MS), me.timeZone);
    return this.dialogs.show(request, {
      snooze: this.form(request, { choice: '3h', at, keep: false, heard: iso(lastVisitorMessageAt) }),
    });
  }

  @Post('snooze')
  @ReadsAlong(DESK_LISTS)
  snooze(@AsDialog() request: DialogRequest, @Body() body: unknown): Promise<View | SeeOther> {
    const { me, conversationId } = request;
    const posted = readSnooze(body);
    return this.dialogs.answer(request, {
      act: async () => {
        const until = snoozeUntil(posted, this.clock.now(), me.timeZone);
        await this.snoozeConversation.run(me.actor, {
          conversationId,
          until,
          keep: posted.keep,
          heard: heardOf(posted),
        });
      },
      again: async ({ fields, refused }) => {
        const { lastVisitorMessageAt } = await this.access.conversation(me.actor, conversationId);
        const heard = iso(lastVisitorMessageAt);
        return {
          snooze: { ...this.form(request, { ...posted, heard }), error: fields.until ?? null, refused },
        };
      },
    });
  }

  @Post('resumption')
  async resume(@Me() me: SignedInMember, @Param('id') id: string): Promise<View | SeeOther> {
    await this.returnConversation.run(me.actor, { conversationId: id, how: 'resumed' });
    return this.changed.show(me, id);
  }

  private form({ me, conversationId }: DialogRequest, posted: SnoozeForm): SnoozeView {
    const now = this.clock.now();
    const endOf = (choice: '3h' | '1d') => snoozeUntil({ ...posted, choice }, now, me.timeZone).toISOString();
    return {
      ...posted,
      url: `${deskUrl(me)}/conversations/${conversationId}`,
      ends: { threeHours: endOf('3h'), oneDay: endOf('1d') },
      least: localTime(new Date(now.getTime() + SHORTEST_MS), me.timeZone),
      timeZone: me.timeZone.replaceAll('_', ' '),
      error: null,
      refused: null,
    };
  }
}

function iso(at: Date | null): string {
  return at?.toISOString() ?? '';
}
