import { Controller, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import { UnblockVisitor, avatarOf } from '../../conversations/index.js';
import { Me, MemberGuard, type SignedInMember, Needs } from '../../members/index.js';
import { I18n, seeOther, view, type SeeOther, type View } from '../../platform/index.js';
import { BlockedVisitors, type BlockedVisitor } from './blocked-visitors.queries.js';
import type { BlockedRowView, BlockedView } from './blocked.view.js';
import { ParseId } from '../frame/parse-id.js';
import { adminUrl, Shell } from '../frame/shell.js';

/** Visitors whom the brand does not answer; any manager lets them in again. */
@Controller('b/:brand/admin/blocked')
@UseGuards(MemberGuard)
@Needs('visitors.unblock')
export class BlockedController {
  constructor(
    private readonly shell: Shell,
    private readonly blocked: BlockedVisitors,
    private readonly unblockVisitor: UnblockVisitor,
    private readonly i18n: I18n,
  ) {}

  @Get()
  async list(
    @Me() me: SignedInMember,
    @Query('after') after: unknown,
    @Query('done') done: unknown,
  ): Promise<View> {
    const { visitors, next } = await this.blocked.page(me.actor, after);
    const url = `${adminUrl(me)}/blocked`;
    const data: BlockedView = {
      shell: await this.shell.around(me, 'blocked', done),
      visitors: visitors.map((visitor) => this.row(me, visitor)),
      olderUrl: next && `${url}?${new URLSearchParams({ after: next })}`,
      newestUrl: after === undefined ? null : url,
    };
    return view('admin/blocked/blocked', data);
  }

  @Post(':id/unblocking')
  async unblock(@Me() me: SignedInMember, @Param('id', ParseId) visitorId: string): Promise<SeeOther> {
    await this.unblockVisitor.run(me.actor, { visitorId });
    return seeOther(`${adminUrl(me)}/blocked?done=unblocked`);
  }

  private row(me: SignedInMember, visitor: BlockedVisitor): BlockedRowView {
    const { id, email, externalId, blockedAt, by, conversationId } = visitor;
    const name = visitor.name ?? this.i18n.t(me.actor.locale, 'desk:visitor.unnamed');
    return {
      name,
      isNameUnverified: visitor.isNameUnverified,
      known: email === name ? externalId : (email ?? externalId),
      avatar: avatarOf({ id, name }),
      at: blockedAt.toISOString(),
      by,
      url: conversationId && `/b/${me.brand.slug}/desk/conversations/${conversationId}`,
      unblockUrl: `${adminUrl(me)}/blocked/${id}/unblocking`,
    };
  }
}
