import type { Handover } from '../../kernel/index.js';
import type { Message } from '../../outbox/index.js';

/** A mail as a server takes it. */
export interface Letter {
  /** The same on every try. */
  messageId: string;
  to: string;
  from: { name: string; address: string };
  replyTo: string | null;
  subject: string;
  html: string;
  text: string;
  inReplyTo: string | null;
  references: string[];
  headers: Record<string, string>;
}

/** A brand's mail as it is handed over. */
export type Mail = Message & Letter;

/** A mail of an account, by its row in the outbox of accounts. */
export interface AccountLetter extends Letter {
  mailId: string;
}

/** Where mails are handed over. */
export abstract class MailTransport {
  /** Never throws. */
  abstract hand(mail: Mail): Promise<Handover>;

  /** Never throws. */
  abstract handOfAccount(mail: AccountLetter): Promise<Handover>;
}
