import { Injectable } from '@nestjs/common';
import type { WaitingConversation, WaitingReason } from '../distribution/index.js';
import { Clock } from '../kernel/index.js';
import type { SignedInMember } from '../members/index.js';
import { formatDate, I18n } from '../platform/index.js';
import { BrandNames } from './brand-names.queries.js';
import { WaitingPlaces, type WaitingPlace } from './waiting-places.queries.js';
import type { WaitingView } from './waiting.view.js';

/** A conversation that could be on a desk for longer than this is a fault of ours. */
const PATIENCE_MS = 5000;

/** Tells what waits, where, and for which reason. */
@Injectable()
export class WaitingPresenter {
  constructor(
    private readonly i18n: I18n,
    private readonly brandNames: BrandNames,
    private readonly places: WaitingPlaces,
    private readonly clock: Clock,
  ) {}

  async lines(me: SignedInMember, waiting: WaitingConversation[]): Promise<WaitingView['waiting']> {
    const names = await this.brandNames.of(me.actor);
    const places = await this.places.of(
      me.actor,
      waiting.map(({ conversationId }) => conversationId),
    );
    return waiting.map((each) => {
      const place = places.get(each.conversationId);
      const fault = this.isFault(each);
      return {
        visitor: place?.visitor ?? this.say(me, 'unnamed'),
        url: `/b/${me.brand.slug}/desk/conversations/${each.conversationId}`,
        queue: this.queue(me, place),
        since: each.waitingSince.toISOString(),
        reason: fault ? this.say(me, 'reasons.due_late') : this.reason(me, each.reason, names),
        fault,
      };
    });
  }

  private isFault({ reason, waitingSince }: WaitingConversation): boolean {
    return reason.code === 'due' && this.clock.now().getTime() - waitingSince.getTime() > PATIENCE_MS;
  }

  private queue(me: SignedInMember, place: WaitingPlace | undefined): string {
    if (!place?.group) return this.say(me, 'noQueue');
    const { group, rule } = place;
    return rule ? this.say(me, 'queueOf', { group, rule }) : this.say(me, 'returnQueue', { group });
  }

  private reason(me: SignedInMember, reason: WaitingReason, names: Map<string, string>): string {
    if (reason.code !== 'assigned') return this.say(me, `reasons.${reason.code}`);
    const name = names.get(reason.memberId) ?? '';
    const kept = this.say(me, `reasons.assigned_${reason.memberIs}`, { name });
    if (!reason.until) return kept;
    const until = formatDate(me.actor.locale, reason.until, 'date-time', me.timeZone);
    return `${kept} ${this.say(me, 'reasons.until', { until })}`;
  }

  private say({ actor }: SignedInMember, key: string, params: Record<string, unknown> = {}): string {
    return this.i18n.t(actor.locale, `admin:waiting.${key}`, params);
  }
}
