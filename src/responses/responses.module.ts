import { Module } from '@nestjs/common';
import { BrandNames, BrandsModule } from '../brands/index.js';
import { ConversationsModule } from '../conversations/index.js';
import { SitesModule } from '../sites/index.js';
import { RemoveResponse } from './remove-response.js';
import { ResponseAccess } from './response.access.js';
import { ResponseList } from './responses.queries.js';
import { ResponseSuggestions } from './suggestions.queries.js';
import { SaveResponse } from './save-response.js';

const exported = [ResponseAccess, ResponseList, ResponseSuggestions, SaveResponse, RemoveResponse];

@Module({ imports: [BrandsModule, ConversationsModule, SitesModule], providers: exported, exports: exported })
export class ResponsesModule {
  constructor(names: BrandNames) {
    names.register('SELECT id, title FROM responses WHERE brand_id = $1 AND member_id IS NULL');
  }
}
