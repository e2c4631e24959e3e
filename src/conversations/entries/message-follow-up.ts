import { Injectable } from '@nestjs/common';

/**
 * The job that a member's message brings about where its visitor can be written to, once for all messages of a
 * conversation. The module that has the job names it at start; the message plans it in its own transaction.
 */
@Injectable()
export class MessageFollowUp {
  planned: { job: string; afterMs: number } | undefined;

  plan(job: string, afterMs: number): void {
    this.planned = { job, afterMs };
  }
}
