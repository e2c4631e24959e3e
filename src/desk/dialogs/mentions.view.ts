import type { AvatarView } from '../../conversations/index.js';

/** `views/desk/dialogs/_mentions.hbs`: the notes that mention the member, newest first. */
export interface MentionsView {
  unread: number;
  mentions: {
    key: string;
    url: string;
    author: string;
    visitor: string;
    /** Only the page has said what they are called. */
    isNameUnverified: boolean;
    excerpt: string;
    at: string;
    unread: boolean;
  }[];
}

/** `views/desk/dialogs/_mentionable.hbs`: whom a note in one conversation may mention, as options of a list box. */
export interface MentionableView {
  members: (AvatarView & { id: string })[];
}
