import { Injectable } from '@nestjs/common';
import { may } from '../kernel/index.js';
import { AccountAccess, type SignedInMember } from '../members/index.js';
import { GettingStarted } from '../sign-up/index.js';
import type { DeskLists } from './lists/desk-lists.js';
import { deskUrl } from './desk-url.js';
import type { BrandView, DeskView, PlacesView, ThreadView } from './desk.view.js';
import { ListViews } from './lists/list-views.js';
import { railOf } from './rail.js';

const MOST_SEATS = 6;

/** Puts together what the desk shows around a conversation. */
@Injectable()
export class DeskViews {
  constructor(
    private readonly accounts: AccountAccess,
    private readonly listViews: ListViews,
    private readonly started: GettingStarted,
  ) {}

  /** The whole desk, around a conversation or without one. */
  async desk(me: SignedInMember, listed: DeskLists, thread: ThreadView | null = null): Promise<DeskView> {
    const { brand } = me;
    const otherBrands = me.brands > 1 ? await this.otherBrands(me) : [];
    const rail = railOf(me);
    const lists = this.listViews.lists(deskUrl(me), listed, thread?.id);
    const isEmpty = thread === null && lists.mine.length === 0;
    return {
      url: deskUrl(me),
      brand: shown(brand),
      otherBrands,
      member: rail.member,
      rail,
      alerts: me.alerts,
      availability: me.chosenState,
      places: places(lists.mine.length, me.capacity),
      queues: listed.queues ?? [],
      lists,
      hasConversations: lists.mine.length > 0,
      startUrl: isEmpty ? await this.startUrl(me) : null,
      open: thread,
    };
  }

  /** Whoever has nothing to do yet and may set the brand up is led to its first steps. */
  private async startUrl({ actor, brand }: SignedInMember): Promise<string | null> {
    const isLed = may(actor, 'brand.change') && (await this.started.isWanted(actor));
    return isLed ? `/b/${brand.slug}/start` : null;
  }

  private async otherBrands({ actor, brand }: SignedInMember): Promise<BrandView[]> {
    const memberships = await this.accounts.memberships(actor.accountId);
    return memberships.filter(({ brandId }) => brandId !== brand.id).map(shown);
  }
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
