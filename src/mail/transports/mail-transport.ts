import type { Handover, Message } from '../../outbox/index.js';

/** A mail as it is handed over. */
export interface Mail extends Message {
  from: { name: string; address: string };
  replyTo: string | null;
  subject: string;
  html: string;
  text: string;
  inReplyTo: string | null;
  references: string[];
  headers: Record<string, string>;
}

/** Where mails are handed over. */
export abstract class MailTransport {
  /** Never throws. */
  abstract hand(mail: Mail): Promise<Handover>;
}
