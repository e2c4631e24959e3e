import { Module } from '@nestjs/common';
import { BrandNames, BrandsModule } from '../brands/index.js';
import { ConversationsModule } from '../conversations/index.js';
import { SaveTag } from './save-tag.js';
import { TagConversation } from './tag-conversation.js';
import { Tags } from './tags.queries.js';

const exported = [Tags, SaveTag, TagConversation];

@Module({ imports: [BrandsModule, ConversationsModule], providers: exported, exports: exported })
export class TagsModule {
  constructor(names: BrandNames) {
    names.register('SELECT id, name FROM tags WHERE brand_id = $1');
  }
}
