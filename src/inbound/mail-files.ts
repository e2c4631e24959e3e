import { Injectable } from '@nestjs/common';
import { MOST_FILES } from '../conversations/index.js';
import { StoreFile } from '../files/index.js';
import { Refusal, type RefusalKind, type VisitorActor } from '../kernel/index.js';
import type { MailFile } from './mail-content.js';
import type { ReceivedMail } from './received-mail.js';

const TEXT_NAME = 'e-mail.txt';
/** What may be otherwise in a while. */
const NOT_NOW: readonly RefusalKind[] = ['too_many', 'unavailable'];

/** Keeps what a mail brings as files of its conversation, by the same rules as in the messenger. */
@Injectable()
export class MailFiles {
  constructor(private readonly store: StoreFile) {}

  async keep(
    actor: VisitorActor,
    { conversationId }: ReceivedMail,
    files: readonly MailFile[],
  ): Promise<{ fileIds: string[]; foldedFileIds: string[]; leftOut: string[] }> {
    const fileIds: string[] = [];
    const foldedFileIds: string[] = [];
    const leftOut: string[] = [];
    // What decorates a mail takes no place from what somebody sends.
    for (const { name, bytes, isDecoration } of files.toSorted(byUse)) {
      const kept = fileIds.length < MOST_FILES && (await this.one(actor, conversationId, name, bytes));
      if (kept) fileIds.push(kept);
      if (kept && isDecoration) foldedFileIds.push(kept);
      if (!kept && !isDecoration) leftOut.push(name);
    }
    return { fileIds, foldedFileIds, leftOut };
  }

  /** The text of a mail, whatever kinds of files the conversation takes. */
  async keepText(actor: VisitorActor, { conversationId }: ReceivedMail, text: string): Promise<string> {
    const bytes = Buffer.from(text);
    const kept = await this.store.run(actor, { conversationId, name: TEXT_NAME, bytes, type: 'text/plain' });
    return kept.id;
  }

  private async one(
    actor: VisitorActor,
    conversationId: string | null,
    name: string,
    bytes: Uint8Array,
  ): Promise<string | null> {
    try {
      return (await this.store.run(actor, { conversationId, name, bytes })).id;
    } catch (error) {
      if (error instanceof Refusal && !NOT_NOW.includes(error.kind)) return null;
      throw error;
    }
  }
}

function byUse(one: MailFile, other: MailFile): number {
  return Number(one.isDecoration) - Number(other.isDecoration);
}
