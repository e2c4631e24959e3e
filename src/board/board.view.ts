import type { AvatarView } from '../conversations/index.js';
import type { RailView, ThreadView } from '../desk/index.js';
import type { Alerts } from '../members/index.js';
import type { Column } from './board.form.js';

/** `views/board/show.hbs`: everything that is open in a brand. */
export interface BoardView {
  /** `/b/:brand/board` */
  url: string;
  brand: { slug: string; name: string };
  rail: RailView;
  most: number;
  filters: ChoicesView[];
  unread: boolean;
  isNarrowed: boolean;
  columns: ColumnView[];
  members: MemberView[];
  outcome: OutcomeView | null;
  alerts: Alerts;
  panel: PanelView | null;
}

/** `views/board/_panel.hbs`: a conversation beside the columns. */
export interface PanelView {
  /** The board with it, and without it. */
  url: string;
  closeUrl: string;
  closureUrl: string;
  releaseUrl: string;
  isMine: boolean;
  /** Null where there is no such conversation. */
  thread: ThreadView | null;
}

export interface ChoicesView {
  name: string;
  label: string;
  choices: { value: string; label: string; chosen: boolean }[];
}

export interface ColumnView {
  name: Column;
  /** "12", "99+" */
  count: string;
  groups: GroupView[];
  /** How many rows stand here, and whether there are more. */
  shown: number;
  hasMore: boolean;
  /** The column made longer; once it is as long as may be, what comes after it. */
  moreUrl: string | null;
  nextUrl: string | null;
  firstUrl: string | null;
}

/** Those under one heading: a queue, or a member with their state and load. */
export interface GroupView {
  key: string;
  heading: string | null;
  count: number | null;
  member: MemberView | null;
  rows: RowView[];
}

export interface MemberView {
  id: string;
  name: string;
  avatar: AvatarView;
  state: 'available' | 'away' | 'offline';
  load: number;
  capacity: number;
  isFull: boolean;
}

/** `views/board/_row.hbs` */
export interface RowView {
  id: string;
  url: string;
  visitor: AvatarView;
  /** Only the page has said what they are called. */
  isNameUnverified: boolean;
  excerpt: string;
  excerptBy: string | null;
  isUnread: boolean;
  /** Since when it waits or is on the desk, or until when it is set aside. */
  at: string;
  isUntil: boolean;
  reason: string | null;
  isFault: boolean;
  origin: string;
  site: string | null;
  language: string;
  tags: { name: string; colour: string }[];
}

/** `views/board/_outcome.hbs`: what became of those that were chosen. */
export interface OutcomeView {
  what: 'closed' | 'released';
  done: number;
  refused: { name: string; reason: string }[];
}
