export { mayTag } from './domain/rights.js';
export { nextColour, TAG_COLOURS, type TagColour } from './domain/tag.js';
export { SaveTag, type TagInput } from './save-tag.js';
export { TagConversation, type TagConversationInput } from './tag-conversation.js';
export { ConversationTagged, ConversationUntagged, TagSaved } from './tags.events.js';
export { TagsModule } from './tags.module.js';
export { Tags, type Tag } from './tags.queries.js';
