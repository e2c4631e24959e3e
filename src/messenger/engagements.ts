import { Injectable } from '@nestjs/common';
import { Unread } from '../conversations/index.js';
import { CapacityQueries } from '../distribution/index.js';
import { I18n, UnitOfWork } from '../platform/index.js';
import { Targeting } from '../targeting/index.js';
import { RejoinHistory, Visits } from '../visitors/index.js';
import type { VisitorSession } from './visitor-sessions.js';
import { VisitorConversations } from './visitor-conversations.queries.js';

/** What a visitor can do on the page where they are. */
export interface Engagement {
  /** Which of the visitor's pages this is about. */
  pageViewId: string | null;
  /** The rule that answers here, whether or not it has room now. */
  ruleId: string | null;
  /** A new conversation could start now. */
  engaged: boolean;
  /** While none could, an appointment is offered. */
  books: boolean;
  /** Open, or unread in a closed one: the launcher is there, engaged or not. */
  ongoing: boolean;
  /** Nothing is for this visitor any more, not even what they have open; why, it does not say. */
  gone: boolean;
  unread: number;
  /** The same in words, for those who hear the page. */
  unreadText: string;
  /** Milliseconds after which to ask again, where a condition waits for time on the page. */
  askAgain: number | null;
}

/** What a visitor has before them wherever they are. */
export interface Ongoing {
  unread: number;
  hasOpen: boolean;
}

const NOTHING: Ongoing = { unread: 0, hasOpen: false };

/** Who is engaged here: a rule that answers on this page and has room, or something that goes on. */
@Injectable()
export class Engagements {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly targeting: Targeting,
    private readonly capacity: CapacityQueries,
    private readonly visits: Visits,
    private readonly conversations: VisitorConversations,
    private readonly unread: Unread,
    private readonly rejoin: RejoinHistory,
    private readonly i18n: I18n,
  ) {}

  /** `ongoing` where it is known already what goes on. */
  async of({ actor, visitor, pageViewId }: VisitorSession, ongoing?: Ongoing): Promise<Engagement> {
    return this.unitOfWork.run(actor.brandId, async () => {
      const answer = visitor.blockedAt
        ? null
        : await this.targeting.answer(actor, await this.visits.facts(actor, pageViewId));
      const engaged = answer?.hasCapacity ?? false;
      // Being identified alone opens nothing; the next engagement does.
      if (engaged && !visitor.joined) await this.rejoin.run(actor);
      const { unread, hasOpen } = visitor.blockedAt ? NOTHING : (ongoing ?? (await this.ongoing(actor)));
      return {
        pageViewId,
        ruleId: answer?.ruleId ?? null,
        engaged,
        books: answer?.lastResort === 'appointment',
        ongoing: hasOpen || unread > 0,
        gone: visitor.blockedAt !== null,
        unread,
        unreadText:
          unread > 0 ? this.i18n.t(actor.locale, 'messenger:launcherUnread', { count: unread }) : '',
        askAgain: answer?.askAgain ?? null,
      };
    });
  }

  /** Whether what was found of the rule's room, and of what it offers without, still holds. */
  async isCurrent({ actor }: VisitorSession, { ruleId, engaged, books }: Engagement): Promise<boolean> {
    if (ruleId === null) return true;
    const { hasCapacity, lastResort } = await this.capacity.of(actor.brandId, ruleId);
    return hasCapacity === engaged && (lastResort === 'appointment') === books;
  }

  private async ongoing(actor: VisitorSession['actor']): Promise<Ongoing> {
    const unread = sumOf(await this.unread.ofVisitor(actor));
    return { unread, hasOpen: unread > 0 || (await this.conversations.hasOpen(actor)) };
  }
}

/** How many messages there are in all. */
export function sumOf(counts: Map<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
