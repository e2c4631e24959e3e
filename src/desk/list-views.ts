import { Injectable } from '@nestjs/common';
import { initialsOf, tintOf } from '../conversations/index.js';
import type { DeskLists, ListedRow } from './desk-lists.js';
import type { DeskListsView, ItemView } from './desk.view.js';

const MOST_KEPT = 5000;

/** What stands around a row. */
interface Around {
  deskUrl: string;
  /** Every browser of the person: who of them is connected makes the person online. */
  personIds: string[];
  online: boolean;
  current: boolean;
}

/**
 * What the lists of a desk show of each conversation. Most of it is the same from one page to the next: the same row
 * gives the same object, so that its rendering is kept with it.
 */
@Injectable()
export class ListViews {
  private readonly kept = new Map<string, { row: ListedRow; around: Around; item: ItemView }>();

  lists(deskUrl: string, { items, browsers, here }: DeskLists, currentId?: string): DeskListsView {
    const present = new Set(here);
    const view: DeskListsView = { mine: [], assigned: [], snoozed: [] };
    for (const row of items ?? []) {
      const [list, id, visitorId] = row;
      const others = browsers?.filter(([root]) => root === visitorId).map(([, browserId]) => browserId) ?? [];
      const personIds = [...others, visitorId];
      const online = present.size > 0 && personIds.some((personId) => present.has(personId));
      view[list].push(this.item(row, { deskUrl, personIds, online, current: id === currentId }));
    }
    return view;
  }

  private item(row: ListedRow, around: Around): ItemView {
    const [, id] = row;
    const known = this.kept.get(id);
    if (known && isSame(known.row, row) && isSameAround(known.around, around)) return known.item;
    const item = itemView(row, around);
    if (this.kept.size >= MOST_KEPT) this.kept.clear();
    this.kept.set(id, { row, around, item });
    return item;
  }
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, place) => value === other[place]);
}

function isSameAround(one: Around, other: Around): boolean {
  return (
    one.online === other.online &&
    one.current === other.current &&
    one.deskUrl === other.deskUrl &&
    isSame(one.personIds, other.personIds)
  );
}

function itemView(row: ListedRow, { deskUrl, personIds, online, current }: Around): ItemView {
  const [, id, visitorId, visitorName, lastAt, until, isKept, excerpt, excerptSide, excerptBy, unread] = row;
  return {
    id,
    url: `${deskUrl}/conversations/${id}`,
    visitor: {
      name: visitorName,
      picture: null,
      initials: initialsOf(visitorName),
      tint: tintOf(visitorId),
      presence: online ? 'online' : 'offline',
    },
    excerpt: excerpt || null,
    isFile: !excerpt && excerptSide !== null,
    excerptBy: excerptSide && excerptSide !== 'visitor' ? excerptBy : null,
    at: new Date(lastAt).toISOString(),
    unread: current ? 0 : unread,
    until: until && new Date(until).toISOString(),
    isKept,
    personIds,
    current,
  };
}
