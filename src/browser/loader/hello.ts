import type { Look } from './launcher.js';

/** What the server says of this visitor on this page. */
export interface Hello extends Look, Engagement {
  token: string;
  locale: string;
  /** Where a link in a message has led here: what it opens, or why nothing opens. */
  link?: { conversation?: string; token?: string; notice?: string };
}

export interface Engagement {
  /** What the server calls this page, among the visitor's others. */
  pageViewId: string | null;
  /** A new conversation could start. */
  engaged: boolean;
  /** While none could, an appointment is offered: the rule's last resort. */
  books: boolean;
  /** Something goes on, so the launcher shows in any case. */
  ongoing: boolean;
  /** Nothing is for this visitor any more, not even what they have open. */
  gone: boolean;
  unread: number;
  unreadText: string;
  /** Milliseconds after which to ask again, where a rule waits for time on the page. */
  askAgain: number | null;
}
