/** A mail as it is handed over. */
export interface Mail {
  brandId: string;
  notificationId: string;
  /** The same on every try. */
  messageId: string;
  from: { name: string; address: string };
  to: string;
  replyTo: string | null;
  subject: string;
  html: string;
  text: string;
  inReplyTo: string | null;
  references: string[];
  headers: Record<string, string>;
}

/**
 * `sent`: somebody has taken it over. `refused`: this mail will never be taken, with the provider's number.
 * `delayed`: not now, for a reason of ours or the server's: `certificate`, `relay_denied:554 5.7.1`; null where none is known.
 */
export type Handover =
  { result: 'sent' } | { result: 'refused'; code: number } | { result: 'delayed'; reason: string | null };

/** Where mails are handed over. */
export abstract class MailTransport {
  /** Never throws. */
  abstract hand(mail: Mail): Promise<Handover>;
}
