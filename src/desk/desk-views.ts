import { Injectable } from '@nestjs/common';
import { initialsOf, tintOf } from '../conversations/index.js';
import { AccountAccess, type SignedInMember } from '../members/index.js';
import { I18n } from '../platform/index.js';
import { DeskQueries, type DeskList, type ListedConversation } from './desk.queries.js';
import type { BrandView, DeskListsView, DeskView, ItemView, PlacesView, ThreadView } from './desk.view.js';

const MOST_SEATS = 6;

/** Puts together what the desk shows around a conversation. */
@Injectable()
export class DeskViews {
  constructor(
    private readonly queries: DeskQueries,
    private readonly accounts: AccountAccess,
    private readonly i18n: I18n,
  ) {}

  /** The whole desk, around a conversation or without one. */
  async desk(me: SignedInMember, thread: ThreadView | null = null): Promise<DeskView> {
    const { actor, brand } = me;
    const otherBrands = me.brands > 1 ? await this.otherBrands(me) : [];
    const { items, queues } = await this.queries.lists(actor);
    const lists = this.lists(me, items, thread?.id);
    return {
      url: deskUrl(me),
      brand: shown(brand),
      otherBrands,
      member: {
        id: actor.id,
        name: me.name,
        picture: me.picture,
        initials: initialsOf(me.name),
        tint: tintOf(actor.id),
      },
      adminUrl: actor.role === 'admin' ? `/b/${brand.slug}/admin` : null,
      availability: me.chosenState,
      places: places(lists.mine.length, me.capacity),
      queues,
      lists,
      open: thread,
    };
  }

  private lists(me: SignedInMember, items: ListedConversation[], currentId?: string): DeskListsView {
    const of = (list: DeskList) =>
      items.filter((item) => item.list === list).map((item) => this.item(me, item, item.id === currentId));
    return { mine: of('mine'), assigned: of('assigned'), snoozed: of('snoozed') };
  }

  private item(me: SignedInMember, item: ListedConversation, current: boolean): ItemView {
    const {
      id,
      visitorId,
      visitorName,
      online,
      excerpt,
      excerptSide,
      excerptBy,
      lastAt,
      startedAt,
      snoozedUntil,
    } = item;
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
      at: new Date(lastAt ?? startedAt).toISOString(),
      unread: current ? 0 : item.unread,
      returnsAt: item.list === 'snoozed' && snoozedUntil ? new Date(snoozedUntil).toISOString() : null,
      personIds: item.personIds,
      current,
    };
  }

  private async otherBrands({ actor, brand }: SignedInMember): Promise<BrandView[]> {
    const memberships = await this.accounts.memberships(actor.accountId);
    return memberships.filter(({ brandId }) => brandId !== brand.id).map(shown);
  }
}

export function deskUrl({ brand }: SignedInMember): string {
  return `/b/${brand.slug}/desk`;
}

function shown({ slug, name }: { slug: string; name: string }): BrandView {
  return { slug, name, initial: [...name][0]?.toUpperCase() ?? '' };
}

function places(taken: number, capacity: number): PlacesView {
  const seats = Math.max(capacity, taken);
  return {
    taken,
    capacity,
    percent: capacity === 0 ? 100 : Math.min(100, Math.round((100 * taken) / capacity)),
    full: taken >= capacity,
    seats: seats > MOST_SEATS ? [] : Array.from({ length: seats }, (_, seat) => seat < taken),
  };
}
