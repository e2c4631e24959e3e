import { Controller, Get, Param, UseGuards } from '@nestjs/common';
import { Mentions, avatarOf } from '../../conversations/index.js';
import { CountedAs, Me, MemberGuard, type SignedInMember } from '../../members/index.js';
import { I18n, view, type View } from '../../platform/index.js';
import { deskUrl } from '../desk-url.js';
import type { MentionableView, MentionsView } from './mentions.view.js';

/** Whom notes may mention, and which notes mention the member. */
@Controller('b/:brand/desk')
@UseGuards(MemberGuard)
export class MentionsController {
  constructor(
    private readonly mentions: Mentions,
    private readonly i18n: I18n,
  ) {}

  @Get('mentions')
  async list(@Me() me: SignedInMember): Promise<View> {
    const found = await this.mentions.of(me.actor);
    const unnamed = this.i18n.t(me.actor.locale, 'desk:visitor.unnamed');
    const data: MentionsView = {
      unread: found.filter(({ unread }) => unread).length,
      mentions: found.map(
        ({ conversationId, seq, visitorName, isNameUnverified, authorName, excerpt, at, unread }) => ({
          key: `${conversationId}.${seq}`,
          url: `${deskUrl(me)}/conversations/${conversationId}`,
          author: authorName ?? '',
          visitor: visitorName ?? unnamed,
          isNameUnverified,
          excerpt,
          at: at.toISOString(),
          unread,
        }),
      ),
    };
    return view('desk/dialogs/_mentions', data);
  }

  @Get('conversations/:id/mentionable')
  @CountedAs('mention')
  async mentionable(@Me() me: SignedInMember, @Param('id') conversationId: string): Promise<View> {
    const members = await this.mentions.mentionable(me.actor, conversationId);
    const data: MentionableView = {
      members: members.map((member) => ({ id: member.id, ...avatarOf(member) })),
    };
    return view('desk/dialogs/_mentionable', data);
  }
}
