/** The function of the database that reads what a member's desk lists. */
export const DESK_LISTS = 'desk_lists';

export type DeskList = 'mine' | 'assigned' | 'snoozed';
type Side = 'visitor' | 'member' | 'bot';

/** A conversation as `desk_lists` gives it: by place, since a busy desk has many of them. */
export type ListedRow = [
  list: DeskList,
  id: string,
  visitorId: string,
  visitorName: string | null,
  isNameUnverified: boolean,
  lastAt: string,
  /** When it comes back, or when its assignment ends. */
  until: string | null,
  isKept: boolean,
  excerpt: string | null,
  excerptSide: Side | null,
  excerptBy: string | null,
  unread: number,
];

export interface WaitingQueue {
  name: string;
  waiting: number;
}

export interface DeskLists {
  items: ListedRow[] | null;
  /** A visitor and another of their browsers. */
  browsers: [visitorId: string, browserId: string][] | null;
  /** What the conversations are called by, in the order of the names. */
  tags: [conversationId: string, name: string, colour: string][] | null;
  /** Who of the visitors, by any of their browsers, is online. */
  online: string[] | null;
  queues: WaitingQueue[] | null;
}
