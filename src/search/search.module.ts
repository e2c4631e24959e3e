import { Module } from '@nestjs/common';
import { IndexConversations } from './index-conversations.js';
import { Search } from './search.queries.js';
import { SearchSweep } from './search-sweep.js';

@Module({
  providers: [IndexConversations, Search, SearchSweep],
  exports: [Search, SearchSweep],
})
export class SearchModule {}
