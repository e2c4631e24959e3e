import { Refusal } from '../kernel/index.js';
import { exceededLimit } from './domain/mail-limits.js';
import { readMail, type MailContent } from './mail-content.js';

/** Runs in a child process. Refuses a mail that is built to be read by nobody, with the limit that it exceeds. */
export async function readBoundedMail(raw: Uint8Array): Promise<MailContent> {
  const limit = exceededLimit(raw);
  if (limit) throw new Refusal('invalid', limit);
  return readMail(raw);
}
