import { Module } from '@nestjs/common';
import { ConversationsModule } from '../conversations/index.js';
import { SaveTag } from './save-tag.js';
import { TagConversation } from './tag-conversation.js';
import { Tags } from './tags.queries.js';

const face = [Tags, SaveTag, TagConversation];

@Module({ imports: [ConversationsModule], providers: face, exports: face })
export class TagsModule {}
