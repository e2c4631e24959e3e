/** What decides whether a visitor is written to about answers that they have not seen. */
export interface AnswerNoticeFacts {
  address: string | null;
  /** Whether the visitor wants e-mails. */
  wanted: boolean;
  blocked: boolean;
  /** A live connection in any tab. */
  online: boolean;
  /** When the last connection ended, as long as that is of interest; null for who has been away for long. */
  leftAt: Date | null;
  /** The newest member's message that was neither read nor told of. */
  unread: { seq: number; at: Date } | null;
  /** Whether a snooze, a transfer or the end came after that message. */
  handedOn: boolean;
}

export type ReplyDecision =
  { do: 'send'; upToSeq: number } | { do: 'look_again'; at: Date } | { do: 'nothing' };

/** A member who goes on writing is waited for this long after each message. */
export const PATIENCE_MS = 120_000;
/** Away is who has had no live connection for this long. */
export const AWAY_AFTER_MS = 60_000;

/** Whether to write now, to look again at a moment, or to do nothing until one of the facts changes. */
export function decideAnswerNotice(facts: AnswerNoticeFacts, now: Date): ReplyDecision {
  const { address, wanted, blocked, unread } = facts;
  if (!unread || address === null || !wanted || blocked) return { do: 'nothing' };
  // Whoever leaves right after this look is away no sooner than at the next one.
  if (facts.online) return { do: 'look_again', at: after(now, AWAY_AFTER_MS) };
  const settled = facts.handedOn ? unread.at : after(unread.at, PATIENCE_MS);
  const away = facts.leftAt ? after(facts.leftAt, AWAY_AFTER_MS) : settled;
  const at = away > settled ? away : settled;
  return at <= now ? { do: 'send', upToSeq: unread.seq } : { do: 'look_again', at };
}

function after(at: Date, milliseconds: number): Date {
  return new Date(at.getTime() + milliseconds);
}
