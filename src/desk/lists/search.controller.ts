import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import {
  CountedAs,
  Me,
  MemberGuard,
  ReadAlong,
  ReadsAlong,
  type SignedInMember,
} from '../../members/index.js';
import { view, type View } from '../../platform/index.js';
import { DESK_LISTS, type DeskLists } from './desk-lists.js';
import { DeskViews } from '../desk-views.js';
import { searchFields } from './search.form.js';
import { SearchViews } from './search-views.js';
import type { SuggestionView } from './search.view.js';

/** The search, in the middle of the desk; what is looked for stands in the address. */
@Controller('b/:brand/desk/search')
@UseGuards(MemberGuard)
export class SearchController {
  constructor(
    private readonly desks: DeskViews,
    private readonly searches: SearchViews,
  ) {}

  @Get()
  @CountedAs('search')
  @ReadsAlong(DESK_LISTS)
  async show(
    @Me() me: SignedInMember,
    @ReadAlong() lists: DeskLists,
    @Query() query: Record<string, unknown>,
  ): Promise<View> {
    const search = await this.searches.page(me, searchFields(query));
    return view(
      'desk/show',
      { ...(await this.desks.desk(me, lists)), search },
      { fragment: 'desk/lists/_searched' },
    );
  }

  /** For the palette: the first few by these words. */
  @Get('suggestions')
  @CountedAs('suggestion')
  async suggestions(
    @Me() me: SignedInMember,
    @Query() query: Record<string, unknown>,
  ): Promise<SuggestionView[]> {
    return this.searches.suggestions(me, searchFields(query));
  }
}
