import { Injectable } from '@nestjs/common';
import { WaitingPresenter, type WaitingReason } from '../distribution/index.js';
import type { SignedInMember } from '../members/index.js';
import { I18n } from '../platform/index.js';
import type { BoardRow } from './board.queries.js';

/** Words what the board tells of conversations. */
@Injectable()
export class BoardPresenter {
  constructor(
    private readonly i18n: I18n,
    private readonly waiting: WaitingPresenter,
  ) {}

  /** In which queue it waits. */
  queue(me: SignedInMember, row: BoardRow): string {
    return this.waiting.queue(readerOf(me), row);
  }

  /** Why it is not on a desk. */
  reason(
    me: SignedInMember,
    { queuedAt, startedAt, memberName }: BoardRow,
    reason: WaitingReason,
  ): { words: string; isFault: boolean } {
    return this.waiting.reason(readerOf(me), reason, { since: queuedAt ?? startedAt, memberName });
  }

  language({ actor }: SignedInMember, code: string): string {
    return new Intl.DisplayNames([actor.locale], { type: 'language' }).of(code) ?? code;
  }

  say({ actor }: SignedInMember, key: string, params: Record<string, unknown> = {}): string {
    return this.i18n.t(actor.locale, key, params);
  }
}

function readerOf({ actor: { locale }, timeZone }: SignedInMember): { locale: string; timeZone: string } {
  return { locale, timeZone };
}
