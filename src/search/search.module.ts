import { Module } from '@nestjs/common';
import { IndexConversations } from './index-conversations.js';
import { MemberTurns } from './member-turns.js';
import { Search } from './search.queries.js';
import { SearchSweep } from './search-sweep.js';

@Module({
  providers: [IndexConversations, MemberTurns, Search, SearchSweep],
  exports: [Search, SearchSweep],
})
export class SearchModule {}
