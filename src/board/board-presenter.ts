import { Injectable } from '@nestjs/common';
import type { WaitingReason } from '../distribution/index.js';
import { Clock } from '../kernel/index.js';
import type { SignedInMember } from '../members/index.js';
import { formatDate, I18n } from '../platform/index.js';
import type { BoardRow } from './board.queries.js';

/** A conversation that could be on a desk for longer than this is a fault of ours. */
const PATIENCE_MS = 5000;

/** Words what the board tells of conversations. */
@Injectable()
export class BoardPresenter {
  constructor(
    private readonly i18n: I18n,
    private readonly clock: Clock,
  ) {}

  /** In which line it waits. */
  queue(me: SignedInMember, { group, rule }: BoardRow): string {
    if (!group) return this.say(me, 'admin:waiting.noQueue');
    return rule
      ? this.say(me, 'admin:waiting.queueOf', { group, rule })
      : this.say(me, 'admin:waiting.returnQueue', { group });
  }

  /** Why it is not on a desk. */
  reason(me: SignedInMember, row: BoardRow, reason: WaitingReason): { words: string; isFault: boolean } {
    if (reason.code === 'assigned') return { words: this.assigned(me, row, reason), isFault: false };
    const waits = this.clock.now().getTime() - (row.queuedAt ?? row.startedAt).getTime();
    const isFault = reason.code === 'due' && waits > PATIENCE_MS;
    const words = this.say(me, `admin:waiting.reasons.${isFault ? 'due_late' : reason.code}`);
    return { words, isFault };
  }

  language({ actor }: SignedInMember, code: string): string {
    return new Intl.DisplayNames([actor.locale], { type: 'language' }).of(code) ?? code;
  }

  say({ actor }: SignedInMember, key: string, params: Record<string, unknown> = {}): string {
    return this.i18n.t(actor.locale, key, params);
  }

  private assigned(
    me: SignedInMember,
    { memberName }: BoardRow,
    { memberIs, until }: Extract<WaitingReason, { code: 'assigned' }>,
  ): string {
    const kept = this.say(me, `admin:waiting.reasons.assigned_${memberIs}`, { name: memberName ?? '' });
    if (!until) return kept;
    const at = formatDate(me.actor.locale, until, 'date-time', me.timeZone);
    return `${kept} ${this.say(me, 'admin:waiting.reasons.until', { until: at })}`;
  }
}
