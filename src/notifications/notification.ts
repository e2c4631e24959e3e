export const TEMPLATES = ['answer', 'closing'] as const;

/** What brands word themselves: an answer, and one after which the member closed. */
export type TemplateCode = (typeof TEMPLATES)[number];
/** What we answer a mail with that may not enter its conversation; in our words. */
export type NoticeCode = 'accept_terms' | 'conversation_over' | 'mail_unreadable';
/** Beside those: the mail that finds out whether a brand's own address is its own, and a member's code to sign in. */
export type MailKind = TemplateCode | NoticeCode | 'sender_check' | 'sign_in_code';

export type NotificationState = 'queued' | 'sent' | 'delivered' | 'failed' | 'suppressed';

/** A row of the outbox. */
export interface Notification {
  brandId: string;
  id: string;
  template: MailKind;
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

export const NOTIFICATION_COLUMNS = `n.brand_id AS "brandId", n.id, n.template, n.recipient, n.locale,
  n.visitor_id AS "visitorId", n.conversation_id AS "conversationId", n.up_to_seq AS "upToSeq", n.state, n.reason, n.tries,
  n.provider_id AS "messageId", n.created_at AS "createdAt", n.queued_at AS "queuedAt", n.next_try_at AS "nextTryAt",
  n.state_at AS "stateAt"`;
