import { Script } from 'node:vm';
import EmailReplyParser from 'email-reply-parser';

/** Its patterns are no match for a text made to keep them busy. */
const LONGEST_MS = 100;
const LONGEST = 20_000;

const read = new Script('read(text)');

/** The text without the signature and what programs put below it ("Sent from my iPhone"). */
export function withoutSignOff(text: string): string {
  if (text.length > LONGEST) return text;
  try {
    const scope = { text, read: (whole: string) => new EmailReplyParser().parseReply(whole) };
    const kept = String(read.runInNewContext(scope, { timeout: LONGEST_MS })).trim();
    return kept === '' ? text : kept;
  } catch {
    return text;
  }
}
