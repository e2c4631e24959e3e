import { defineEvent } from '../platform/index.js';

export const ConversationTagged = defineEvent<{ tagId: string }>('conversation.tagged');
export const ConversationUntagged = defineEvent<{ tagId: string }>('conversation.untagged');
export const TagSaved = defineEvent<{ before: unknown; after: unknown }>('settings.tag_saved');
