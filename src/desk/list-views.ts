import { Injectable } from '@nestjs/common';
import { initialsOf, tintOf } from '../conversations/index.js';
import type { SignedInMember } from '../members/index.js';
import { I18n } from '../platform/index.js';
import type { DeskList, DeskLists, ListedRow } from './desk-lists.js';
import { deskUrl } from './desk-url.js';
import type { DeskListsView, ItemView } from './desk.view.js';

/** What the lists of a desk show of each conversation. */
@Injectable()
export class ListViews {
  constructor(private readonly i18n: I18n) {}

  lists(me: SignedInMember, { items, browsers, here }: DeskLists, currentId?: string): DeskListsView {
    const present = new Set(here);
    const othersOf = (visitorId: string) =>
      (browsers ?? []).filter(([root]) => root === visitorId).map(([, browserId]) => browserId);
    const of = (name: DeskList) =>
      (items ?? [])
        .filter(([list]) => list === name)
        .map((row) => {
          const personIds = [...othersOf(row[2]), row[2]];
          return this.item(me, row, {
            personIds,
            online: personIds.some((id) => present.has(id)),
            currentId,
          });
        });
    return { mine: of('mine'), assigned: of('assigned'), snoozed: of('snoozed') };
  }

  private item(me: SignedInMember, row: ListedRow, { personIds, online, currentId }: Around): ItemView {
    const [list, id, visitorId, visitorName, lastAt, snoozedUntil, excerpt, excerptSide, excerptBy, unread] =
      row;
    const current = id === currentId;
    return {
      id,
      url: `${deskUrl(me)}/conversations/${id}`,
      visitor: {
        name: visitorName,
        picture: null,
        initials: initialsOf(visitorName ?? this.i18n.t(me.actor.locale, 'desk:visitor.unnamed')),
        tint: tintOf(visitorId),
        presence: online ? 'online' : 'offline',
      },
      excerpt: excerpt || (excerptSide ? this.i18n.t(me.actor.locale, 'desk:lists.file') : ''),
      excerptBy: excerptSide && excerptSide !== 'visitor' ? excerptBy : null,
      at: new Date(lastAt).toISOString(),
      unread: current ? 0 : unread,
      returnsAt: list === 'snoozed' && snoozedUntil ? new Date(snoozedUntil).toISOString() : null,
      personIds,
      current,
    };
  }
}

interface Around {
  /** Every browser of the person: who of them is connected makes the person online. */
  personIds: string[];
  online: boolean;
  currentId: string | undefined;
}
