import { Injectable } from '@nestjs/common';
import { avatarOf } from '../../conversations/index.js';
import type { DeskLists, ListedRow } from './desk-lists.js';
import type { DeskListsView, ItemView } from '../desk.view.js';

const MOST_KEPT = 5000;
const TAGS_SHOWN = 2;
const NO_TAGS: string[] = [];

/** What stands around a row. */
interface Around {
  deskUrl: string;
  /** Every browser of the person: who of them is connected makes the person online. */
  personIds: string[];
  online: boolean;
  /** Names and colours in turn, so that they compare as they stand. */
  tags: string[];
  current: boolean;
}

/**
 * What the lists of a desk show of each conversation. Most of it is the same from one page to the next: the same row
 * gives the same object, so that its rendering is kept with it.
 */
@Injectable()
export class ListViews {
  private readonly kept = new Map<string, { row: ListedRow; around: Around; item: ItemView }>();

  lists(deskUrl: string, { items, browsers, tags, online }: DeskLists, currentId?: string): DeskListsView {
    const present = new Set(online);
    const tagged = tagsByConversation(tags ?? []);
    const view: DeskListsView = { mine: [], assigned: [], snoozed: [] };
    for (const row of items ?? []) {
      const [list, id, visitorId] = row;
      const others = browsers?.filter(([root]) => root === visitorId).map(([, browserId]) => browserId) ?? [];
      const personIds = [...others, visitorId];
      const around = {
        deskUrl,
        personIds,
        online: present.size > 0 && personIds.some((personId) => present.has(personId)),
        tags: tagged.get(id) ?? NO_TAGS,
        current: id === currentId,
      };
      view[list].push(this.item(row, around));
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
    isSame(one.tags, other.tags) &&
    isSame(one.personIds, other.personIds)
  );
}

function tagsByConversation(tags: NonNullable<DeskLists['tags']>): Map<string, string[]> {
  const known = new Map<string, string[]>();
  for (const [id, ...tag] of tags) known.set(id, [...(known.get(id) ?? NO_TAGS), ...tag]);
  return known;
}

function itemView(row: ListedRow, { deskUrl, personIds, online, tags, current }: Around): ItemView {
  const [, id, visitorId, visitorName, isNameUnverified, lastAt, until, isKept, ...last] = row;
  const [excerpt, excerptSide, excerptBy, unread] = last;
  return {
    id,
    url: `${deskUrl}/conversations/${id}`,
    visitor: {
      ...avatarOf({ id: visitorId, name: visitorName }),
      presence: online ? 'online' : 'offline',
    },
    isNameUnverified,
    excerpt: excerpt || null,
    isFile: !excerpt && excerptSide !== null,
    excerptBy: excerptSide && excerptSide !== 'visitor' ? excerptBy : null,
    at: new Date(lastAt).toISOString(),
    unread: current ? 0 : unread,
    until: until && new Date(until).toISOString(),
    isKept,
    tags: tags
      .flatMap((name, at) => (at % 2 === 0 ? [{ name, colour: tags[at + 1] ?? '' }] : []))
      .slice(0, TAGS_SHOWN),
    moreTags: Math.max(0, tags.length / 2 - TAGS_SHOWN),
    personIds,
    current,
  };
}
