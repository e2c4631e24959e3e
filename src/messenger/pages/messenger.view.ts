import type { DraftEntryView, EntryView, AvatarView, TextPart } from '../../conversations/index.js';

/** Who answers: the brand before a conversation, the member once one holds it. */
export type WhoView = AvatarView & {
  /** Null where it is the brand. */
  memberId: string | null;
  /** `online`: a member can answer now. `away`: the answer comes later. */
  presence: 'online' | 'away';
};

/** `views/messenger/show.hbs`: the document of the iframe. Says nothing about its visitor, so it can be cached. */
export interface MessengerShellView {
  siteKey: string;
  brandName: string;
  /** Says the opening message. */
  brand: AvatarView;
  who: WhoView;
  opening: TextPart[];
  /** For the file button, as in `accept=""`: "image/png,image/jpeg,.pdf". */
  fileTypes: string;
  /** False where the site fixes its language. */
  choosesLanguage: boolean;
  /** The empty bubble for a message on its way; its author is "the visitor" without a name. */
  draft: DraftEntryView;
}

/** `views/messenger/_content.hbs`: what belongs to this visitor, fetched with their token. */
export interface MessengerContentView {
  /** Says the opening message, whoever answers later. */
  brand: AvatarView;
  who: WhoView;
  /** Null once the visitor has accepted the documents in force. */
  consent: ConsentView | null;
  /** The visitor's other open conversations, newest message first. */
  others: OtherConversationView[];
  conversation: { id: string; state: 'open' | 'closed'; seenSeq: number; isHidden: boolean } | null;
  opening: TextPart[];
  entries: EntryView[];
  /** Number of the first entry not read yet, null when all are. */
  unreadFrom: number | null;
  /** Address of the page of history above, null where there is none. */
  earlier: string | null;
  /** Whether the visitor hides what was written before; a switch in the settings. */
  historyHidden: boolean;
  /** The visitor's address, as they gave it or the site did. */
  email: string | null;
  emailNotifications: boolean;
  /** Asks what the visitor thinks of the closed conversation, or thanks for it; null where nothing is asked. */
  survey: SurveyView | null;
  /** Asks for an address; null where one is known, or the brand does not ask. */
  invitation: TextPart[] | null;
  /** Whether a new conversation could start now: decides what a closed conversation offers. */
  room: boolean;
  /** Whether an appointment is offered: no conversation goes on, none could start, and the rule says so. */
  booking: boolean;
}

/** `views/messenger/_guest.hbs`: what a link shows elsewhere than in the browser of whom it was sent to. */
export interface GuestContentView {
  who: WhoView;
  /** What the mail showed; nothing where it is a notice. */
  entries: EntryView[];
  /** Where the mail asked to accept the terms, and they are not accepted yet. */
  consent: ConsentView | null;
  /** Where it asked for that and it is done. */
  hasAccepted: boolean;
  mayReplyByMail: boolean;
}

/** `views/messenger/_survey.hbs` */
export interface SurveyView {
  answered: boolean;
  scores: readonly number[];
  recommendations: readonly number[];
  longestComment: number;
}

export interface ConsentView {
  text: TextPart[];
  documents: { id: string; title: string; url: string }[];
}

export interface OtherConversationView {
  id: string;
  who: AvatarView;
  /** The visitor hides all that was written in it. */
  isHidden: boolean;
  excerpt: string;
  at: string;
  unread: number;
}

/** `views/messenger/_history.hbs`: one page of earlier conversations, oldest first. */
export interface HistoryView {
  earlier: string | null;
  conversations: { id: string; startedAt: string; entries: EntryView[] }[];
}

/** `views/messenger/document.hbs`: terms to read, in the language that they are written in. */
export interface DocumentView {
  siteKey: string;
  brandName: string;
  document: { title: string; locale: string; direction: 'ltr' | 'rtl'; paragraphs: TextPart[][] };
}
