import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/index.js';
import { formatDate, I18n } from '../platform/index.js';
import { isOverdue, type WaitingReason } from './domain/waiting-reason.js';

interface Reader {
  locale: string;
  timeZone: string;
}

/** Words where a conversation waits and why, for whoever looks after what waits. */
@Injectable()
export class WaitingPresenter {
  constructor(
    private readonly i18n: I18n,
    private readonly clock: Clock,
  ) {}

  /** In which queue it waits, by the names of its group and its rule; without a group on the waiting list. */
  queue({ locale }: Reader, { group, rule }: { group: string | null; rule: string | null }): string {
    if (!group) return this.i18n.t(locale, 'admin:waiting.noQueue');
    return rule
      ? this.i18n.t(locale, 'admin:waiting.queueOf', { group, rule })
      : this.i18n.t(locale, 'admin:waiting.returnQueue', { group });
  }

  /** Why it is not on a desk. `memberName` is who it is assigned to. */
  reason(
    { locale, timeZone }: Reader,
    reason: WaitingReason,
    { since, memberName }: { since: Date; memberName: string | null },
  ): { words: string; isFault: boolean } {
    const say = (key: string, params = {}) => this.i18n.t(locale, `admin:waiting.reasons.${key}`, params);
    if (reason.code !== 'assigned') {
      const isFault = reason.code === 'due' && isOverdue(since, this.clock.now());
      return { words: say(isFault ? 'due_late' : reason.code), isFault };
    }
    const assigned = say(`assigned_${reason.memberIs}`, { name: memberName ?? '' });
    if (!reason.until) return { words: assigned, isFault: false };
    const until = formatDate(locale, reason.until, 'date-time', timeZone);
    return { words: `${assigned} ${say('until', { until })}`, isFault: false };
  }
}
