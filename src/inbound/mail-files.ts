import { Injectable } from '@nestjs/common';
import { MOST_FILES } from '../conversations/index.js';
import { StoreFile } from '../files/index.js';
import { Refusal, type RefusalKind, type VisitorActor } from '../kernel/index.js';
import type { InspectedFile } from '../platform/index.js';
import type { MailFile } from './mail-content.js';
import type { ReceivedMail } from './received-mail.js';

const TEXT_NAME = 'e-mail.txt';
/** Mails take one turn among the visitors and members of their brand. */
const MAILS = 'mails';
/** Looked at of one mail: of more than are kept, since the site may not take some. */
const MOST_INSPECTED = 3 * MOST_FILES;
/** For all of one mail, within the lease of its job. */
const LONGEST_MS = 40_000;
/** What may be otherwise in a while. */
const NOT_NOW: readonly RefusalKind[] = ['too_many', 'unavailable'];

/** Null where it is refused; undefined where it seemed that nobody would keep it. */
export type InspectedMailFile = MailFile & { inspected?: InspectedFile | null };

/** Keeps what a mail brings as files of its conversation, by the same rules as in the messenger. */
@Injectable()
export class MailFiles {
  constructor(private readonly store: StoreFile) {}

  /**
   * What the files of a mail are, before its unit of work begins. Time runs out by their own weight or by what waits
   * before them: who is patient has them inspected another time, else those that are left are refused.
   * @throws Refusal where there is no time for them now.
   */
  async inspected(
    brandId: string,
    files: readonly MailFile[],
    { isPatient }: { isPatient: boolean },
  ): Promise<InspectedMailFile[]> {
    // What decorates a mail takes no place from what somebody sends.
    const inTurn = files.toSorted(byUse);
    const found: InspectedMailFile[] = [];
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => (timer = setTimeout(resolve, LONGEST_MS, 'late')));
    let isLate = false;
    try {
      for (const file of inTurn.slice(0, MOST_INSPECTED)) {
        const first: InspectedFile | null | 'late' = isLate
          ? 'late'
          : await Promise.race([this.inspect(brandId, file), late]);
        isLate = first === 'late';
        if (isLate && isPatient) throw busy();
        found.push({ ...file, inspected: first === 'late' ? null : first });
      }
    } finally {
      clearTimeout(timer);
    }
    return [...found, ...inTurn.slice(MOST_INSPECTED).map(refused)];
  }

  private async inspect(brandId: string, { bytes }: MailFile): Promise<InspectedFile | null> {
    return this.store.inspect({ brandId, party: MAILS }, bytes).catch(orNot);
  }

  async keep(
    actor: VisitorActor,
    { conversationId }: ReceivedMail,
    files: readonly InspectedMailFile[],
  ): Promise<{ fileIds: string[]; foldedFileIds: string[]; leftOut: string[] }> {
    const fileIds: string[] = [];
    const foldedFileIds: string[] = [];
    const leftOut: string[] = [];
    for (const file of files) {
      const { name, isDecoration } = file;
      const kept = fileIds.length < MOST_FILES && (await this.one(actor, conversationId, file));
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
    { name, bytes, inspected }: InspectedMailFile,
  ): Promise<string | null> {
    if (inspected === undefined) throw busy();
    if (inspected === null) return null;
    const kept = await this.store.run(actor, { conversationId, name, bytes, inspected }).catch(orNot);
    return kept && kept.id;
  }
}

function refused(file: MailFile): InspectedMailFile {
  return { ...file, inspected: null };
}

function busy(): Refusal {
  return new Refusal('unavailable', 'files_busy', { retryAfter: 10 });
}

/** A file that is refused, now and later, is left out. */
function orNot(error: unknown): null {
  if (error instanceof Refusal && !NOT_NOW.includes(error.kind)) return null;
  throw error;
}

function byUse(one: MailFile, other: MailFile): number {
  return Number(one.isDecoration) - Number(other.isDecoration);
}
