import { Controller, Get, Param, Query, UseGuards } from '@nestjs/common';
import { CountedAs, Me, MemberGuard, type SignedInMember } from '../../members/index.js';
import { view, type View, directionOf } from '../../platform/index.js';
import { ResponseSuggestions } from '../../responses/index.js';
import type { SuggestionsView } from '../desk.view.js';

/** Canned responses while a reply is being written, with the words that stand in them for this conversation. */
@Controller('b/:brand/desk/conversations/:id/responses')
@UseGuards(MemberGuard)
export class SuggestionsController {
  constructor(private readonly responses: ResponseSuggestions) {}

  @Get()
  @CountedAs('response')
  async find(
    @Me() me: SignedInMember,
    @Param('id') conversationId: string,
    @Query('search') search: unknown,
  ): Promise<View> {
    const { suggestions, hasMore } = await this.responses.find(me.actor, {
      conversationId,
      search: typeof search === 'string' ? search : '',
    });
    const data: SuggestionsView = {
      suggestions: suggestions.map((each) => ({ ...each, direction: directionOf(each.locale) })),
      hasMore,
    };
    return view('desk/dialogs/_responses', data);
  }
}
