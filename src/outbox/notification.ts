/** As the table's constraint lists them. */
export type ChannelName = 'email';

export type NotificationState = 'queued' | 'sent' | 'delivered' | 'failed' | 'suppressed';

/** A row of the outbox. */
export interface Notification {
  brandId: string;
  id: string;
  channel: ChannelName;
  /** What it tells; whoever composes messages of the channel knows which there are. */
  template: string;
  recipient: string;
  locale: string;
  visitorId: string | null;
  conversationId: string | null;
  upToSeq: number | null;
  state: NotificationState;
  reason: string | null;
  tries: number;
  /** Without angle brackets. */
  messageId: string;
  createdAt: Date;
  queuedAt: Date;
  nextTryAt: Date | null;
  stateAt: Date;
}

export const NOTIFICATION_COLUMNS = `n.brand_id AS "brandId", n.id, n.channel, n.template, n.recipient, n.locale,
  n.visitor_id AS "visitorId", n.conversation_id AS "conversationId", n.up_to_seq AS "upToSeq", n.state, n.reason, n.tries,
  n.provider_id AS "messageId", n.created_at AS "createdAt", n.queued_at AS "queuedAt", n.next_try_at AS "nextTryAt",
  n.state_at AS "stateAt"`;
