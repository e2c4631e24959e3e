import type { Alerts } from '../members/index.js';
import type { DraftEntryView, EntryView, AvatarView, TextPart } from '../conversations/index.js';
import type { Suggestion } from '../responses/index.js';
import type { SearchView } from './lists/search.view.js';

/** `views/desk/show.hbs`: the whole desk. */
export interface DeskView {
  /** `/b/:brand/desk`, without a slash at its end. Forms post below it. */
  url: string;
  brand: BrandView;
  /** The other brands of this account; where there are any, the switcher shows. */
  otherBrands: BrandView[];
  member: AvatarView & { id: string };
  rail: RailView;
  alerts: Alerts;
  availability: 'available' | 'away';
  places: PlacesView;
  queues: QueueView[];
  lists: DeskListsView;
  hasConversations: boolean;
  /** To the first steps of a new brand, for those who may take them; else null. */
  startUrl: string | null;
  open: ThreadView | null;
  /** Stands in the middle instead of a conversation. */
  search?: SearchView;
}

/** `views/desk/_rail.hbs`: the ways between the places of the product. */
export interface RailView {
  deskUrl: string;
  /** `/b/:brand/board` for those who manage, else null. */
  boardUrl: string | null;
  /** `/b/:brand/admin` for those who manage, else null. */
  adminUrl: string | null;
  /** Whether these settings may be changed. */
  mayChange: boolean;
  member: AvatarView & { id: string };
  /** When the brand will ask them for a second factor that they do not have yet. */
  twoStepFrom: string | null;
  /** The brand is suspended: everything can be read and nothing changed. */
  isSuspended: boolean;
}

export interface BrandView {
  slug: string;
  name: string;
  initial: string;
}

/** `views/desk/lists/_places.hbs`. `seats` up to six places, one flag each (taken first); none beyond, where a bar shows. */
export interface PlacesView {
  taken: number;
  capacity: number;
  percent: number;
  full: boolean;
  seats: boolean[];
}

/** `views/desk/lists/_queues.hbs` shows those in which somebody waits. */
export interface QueueView {
  name: string;
  waiting: number;
}

/** `views/desk/lists/_list.hbs`, once a list. */
export interface DeskListsView {
  mine: ItemView[];
  assigned: ItemView[];
  snoozed: ItemView[];
}

/** `views/desk/lists/_item.hbs` */
export interface ItemView {
  id: string;
  url: string;
  visitor: VisitorAvatarView;
  /** Only the page has said what they are called. */
  isNameUnverified: boolean;
  excerpt: string | null;
  /** The last message is a file without words. */
  isFile: boolean;
  /** Who wrote the last message: a member's name, or null for the visitor. */
  excerptBy: string | null;
  at: string;
  unread: number;
  /** When a snoozed conversation comes back, or the assignment of one that waits ends. */
  until: string | null;
  /** Whether it comes back to the one who set it aside. */
  isKept: boolean;
  /** The first two, and how many others there are. */
  tags: { name: string; colour: string }[];
  moreTags: number;
  /** Every browser of the visitor, for what is told of their presence. */
  personIds: string[];
  current: boolean;
}

export type VisitorAvatarView = AvatarView & { presence: 'online' | 'offline' };

export type KnownVisitorView = VisitorAvatarView & {
  /** Only the page has said it; nobody has signed it. */
  /** Of the name, or of the address that stands for it. */
  isNameUnverified: boolean;
  email: string | null;
  /** Answers do not go there. */
  isEmailUnverified: boolean;
  /** Whether answers that they do not see are e-mailed. */
  emailed: boolean;
  /** What was last sent to this address came back, or was refused. */
  mailsReturn: boolean;
};

/** `views/desk/_entries.hbs` */
export interface ThreadEntriesView {
  entries: EntryView[];
  unreadFrom: number | null;
  /** Address of the entries before the first one shown. */
  earlier: string | null;
}

/** `views/desk/_around.hbs`: what stands around the entries of one conversation. */
export interface AroundThreadView {
  id: string;
  /** `/b/:brand/desk/conversations/:id`; the forms post to `…/messages` and `…/closure`. */
  url: string;
  deskUrl: string;
  state: 'waiting' | 'on_desk' | 'snoozed' | 'closed';
  visitor: KnownVisitorView;
  /** The group's queue, null for a conversation that came through no rule. */
  queue: string | null;
  startedAt: string;
  /** The member who holds it, when it is somebody else. */
  heldBy: string | null;
  holderState: 'available' | 'away' | 'offline' | null;
  tags: { id: string; name: string; colour: string }[];
  canTag: boolean;
  canWrite: boolean;
  /** Not beside a blocked visitor: there one writes notes only. */
  canMessage: boolean;
  /** What the reply box begins with: beside another's conversation one whispers. */
  writes: 'message' | 'note';
  /** What the member has yet to accept before they write. */
  terms: TermsView | null;
  /** What is being sent, before the server has answered. */
  drafts: { message: DraftEntryView; note: DraftEntryView };
  fileTypes: string;
  /** The conversation's language, and where canned responses are written. */
  locale: string;
  responsesUrl: string;
  canClose: boolean;
  canSnooze: boolean;
  canTransfer: boolean;
  canResume: boolean;
  canRelease: boolean;
  /** When it comes back, where it is snoozed; kept: to the one who set it aside. */
  snoozedUntil: string | null;
  isKept: boolean;
  /** The member for whom it waits, and until when. */
  assigned: {
    name: string;
    until: string | null;
    isMine: boolean;
    /** What keeps it from coming onto the reader's own desk. */
    lacks: 'place' | 'availability' | null;
  } | null;
  /** Whether the member has answered a visitor who is there and may set it aside, which the banner explains. */
  explainsSnooze: boolean;
  canBlock: boolean;
  /** Where a manager lets blocked visitors in again; null for others. */
  blockedUrl: string | null;
  panel: VisitorPanelView;
}

/** `views/desk/_thread.hbs`: header, banner, entries and reply box of one conversation. */
export interface ThreadView extends AroundThreadView, ThreadEntriesView {
  /** The number of the newest entry, and how far the visitor has read. */
  lastSeq: number;
  seenSeq: number;
  /** What the search that led here has found in it. */
  finds?: FindsView | null;
}

/** `views/desk/lists/_finds.hbs` */
export interface FindsView {
  words: string;
  /** The search in it was given up. */
  isTooSlow: boolean;
  count: number;
  /** `[{ seq, words }]` as JSON, oldest first: the numbers of the entries, and the words as they are written there. */
  hits: string;
  /** What of the visitor's name or address was looked for, as JSON. */
  names: string;
}

/** `views/desk/dialogs/_tag-options.hbs`: the tags that there are to choose from. */
export interface TagOptionsView {
  /** Where one is put there or taken away. */
  url: string;
  tags: { id: string; name: string; colour: string; on: boolean }[];
  /** Whether a new one may be made on the way. */
  canCreate: boolean;
}

/** `views/desk/dialogs/_responses.hbs`: what a search among the canned responses found. */
export interface SuggestionsView {
  suggestions: (Suggestion & { direction: 'ltr' | 'rtl' })[];
  hasMore: boolean;
}

/** `views/desk/_terms.hbs` */
export interface TermsView {
  action: string;
  /** The conversation to come back to. */
  back: string;
  documents: { id: string; title: string; url: string }[];
}

/** `views/desk/terms.hbs`: the brand's terms for members, in the language that they are written in. */
export interface TermsDocumentView {
  brandName: string;
  title: string;
  locale: string;
  direction: 'ltr' | 'rtl';
  paragraphs: TextPart[][];
}

/** `views/desk/_visitor.hbs` */
export interface VisitorPanelView {
  personIds: string[];
  /** The brand answers this visitor no more. */
  blocked: boolean;
  visitor: KnownVisitorView;
  /** Worded for the reader: "French", "Phone · Safari", "France". */
  language: string | null;
  device: string | null;
  country: string | null;
  visits: number;
  pageNow: PageView | null;
  pagesBefore: PageView[];
  /** Amounts are worded for the reader: "1 240 €". */
  cart: { amount: string } | null;
  attributes: { name: string; value: string; isUnverified: boolean }[];
  /** What the visitor said of this conversation. */
  survey: { score: number | null; recommendation: number | null; comment: string | null } | null;
  earlier: { url: string; title: string; at: string; member: AvatarView | null; score: number | null }[];
  transactions: { reference: string; amount: string; at: string }[];
}

export interface PageView {
  title: string;
  url: string;
  /** Where it leads; null where it is no address of a page. */
  href: string | null;
  at: string;
}
