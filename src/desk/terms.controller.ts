import { Body, Controller, Get, Param, Post, UseGuards } from '@nestjs/common';
import { isId, Refusal } from '../kernel/index.js';
import { Me, MemberGuard, type SignedInMember } from '../members/index.js';
import { seeOther, view, type SeeOther, type View } from '../platform/index.js';
import { AcceptMemberTerms } from '../sites/index.js';
import { ChangedConversations } from './changed-conversations.js';
import { deskUrl } from './desk-url.js';
import { TermsViews } from './terms-views.js';

/** The brand's terms for its members: read, and accepted before they write. */
@Controller('b/:brand/desk/terms')
@UseGuards(MemberGuard)
export class TermsController {
  constructor(
    private readonly changed: ChangedConversations,
    private readonly terms: TermsViews,
    private readonly acceptTerms: AcceptMemberTerms,
  ) {}

  @Get(':id')
  async document(@Me() me: SignedInMember, @Param('id') id: string): Promise<View> {
    return view('desk/terms', await this.terms.document(me, id));
  }

  @Post()
  async accept(
    @Me() me: SignedInMember,
    @Body() posted: { documents?: unknown; back?: unknown } | undefined,
  ): Promise<View | SeeOther> {
    const documentIds = [posted?.documents ?? []].flat();
    if (documentIds.length === 0 || !documentIds.every(isId)) throw new Refusal('invalid', 'invalid_input');
    await this.acceptTerms.run(me.actor, { documentIds });
    return isId(posted?.back) ? this.changed.show(me, posted.back) : seeOther(deskUrl(me));
  }
}
