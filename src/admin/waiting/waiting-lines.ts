import { Injectable } from '@nestjs/common';
import { BrandNames } from '../../brands/index.js';
import { WaitingPresenter, type WaitingConversation } from '../../distribution/index.js';
import type { SignedInMember } from '../../members/index.js';
import { I18n } from '../../platform/index.js';
import { WaitingPlaces } from './waiting-places.queries.js';
import type { WaitingView } from './waiting.view.js';

const NOWHERE = { group: null, rule: null };

/** Tells what waits, where, and for which reason. */
@Injectable()
export class WaitingLines {
  constructor(
    private readonly i18n: I18n,
    private readonly brandNames: BrandNames,
    private readonly places: WaitingPlaces,
    private readonly presenter: WaitingPresenter,
  ) {}

  async of(me: SignedInMember, waiting: WaitingConversation[]): Promise<WaitingView['waiting']> {
    const names = await this.brandNames.of(me.actor);
    const places = await this.places.of(
      me.actor,
      waiting.map(({ conversationId }) => conversationId),
    );
    const reader = { locale: me.actor.locale, timeZone: me.timeZone };
    return waiting.map(({ conversationId, waitingSince, reason }) => {
      const place = places.get(conversationId);
      const memberName = reason.code === 'assigned' ? (names.get(reason.memberId) ?? null) : null;
      const { words, isFault } = this.presenter.reason(reader, reason, { since: waitingSince, memberName });
      return {
        visitor: place?.visitor ?? this.i18n.t(reader.locale, 'admin:waiting.unnamed'),
        isNameUnverified: place?.isNameUnverified ?? false,
        url: `/b/${me.brand.slug}/desk/conversations/${conversationId}`,
        queue: this.presenter.queue(reader, place ?? NOWHERE),
        since: waitingSince.toISOString(),
        reason: words,
        fault: isFault,
      };
    });
  }
}
