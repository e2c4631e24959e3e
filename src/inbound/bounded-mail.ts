import { createHash } from 'node:crypto';
import { Refusal } from '../kernel/index.js';
import { exceededLimit } from './domain/mail-limits.js';
import { mailIdentity, readMail, type MailContent } from './mail-content.js';

/** Runs in a child process. Refuses a mail that is built to be read by nobody, with the limit that it exceeds. */
export async function readBoundedMail(raw: Uint8Array): Promise<MailContent> {
  const limit = exceededLimit(raw);
  if (limit) throw new Refusal('invalid', limit);
  return readMail(raw);
}

/** Runs in a child process. What makes the mail the same as another; of one that exceeds a limit, its bytes. */
export function boundedMailIdentity(raw: Uint8Array): string {
  return exceededLimit(raw) ? createHash('sha256').update(raw).digest('base64url') : mailIdentity(raw);
}
