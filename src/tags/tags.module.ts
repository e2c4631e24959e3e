import { Module } from '@nestjs/common';
import { ConversationsModule } from '../conversations/index.js';
import { SaveTag } from './save-tag.js';
import { TagConversation } from './tag-conversation.js';
import { Tags } from './tags.queries.js';

const exported = [Tags, SaveTag, TagConversation];

@Module({ imports: [ConversationsModule], providers: exported, exports: exported })
export class TagsModule {}
