import { Injectable } from '@nestjs/common';
import { EntryWriter, type LineCode } from '../conversations/index.js';
import { TEMPLATES } from '../mail/index.js';
import type { Ended } from '../outbox/index.js';

/** Tells those who read a conversation that an answer in it did not reach the visitor by mail. */
@Injectable()
export class TellFailure {
  constructor(private readonly entries: EntryWriter) {}

  /** Within a unit of work. `reason` is that of the notification: `bounced:5.1.1`, `refused:550`, `gave_up`. */
  async tell({ template, conversationId }: Ended, reason: string): Promise<void> {
    const isAnswer = TEMPLATES.some((code) => code === template);
    if (isAnswer && conversationId) await this.entries.line(conversationId, { code: lineFor(reason) });
  }
}

function lineFor(reason: string): LineCode {
  const [what] = reason.split(':');
  return what === 'bounced' || what === 'returned' ? 'mail_returned' : 'mail_failed';
}
