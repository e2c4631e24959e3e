import { setTimeout as sleep } from 'node:timers/promises';
import type { SMTPServerDataStream } from 'smtp-server';
import type { IntakePace } from '../../platform/index.js';
import { SmtpAnswer } from './smtp-answer.js';

export const LARGEST_MAIL = 25 * 1024 * 1024;
/** So much may lie in memory of all mails that are coming in together. */
const MOST_AT_ONCE = 4 * LARGEST_MAIL;

/** Takes in what servers send, whatever they say of its size. */
export class MailIntake {
  private held = 0;

  constructor(private readonly pace: Pick<IntakePace, 'waitAfter'>) {}

  /** Hands the whole mail over, and has it in memory until that is done; nothing is kept of one that is refused. */
  async take(
    stream: SMTPServerDataStream,
    network: string | null,
    hand: (raw: Buffer) => Promise<void>,
  ): Promise<void> {
    let chunks: Buffer[] = [];
    let size = 0;
    let isCrowded = false;
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        const wait = this.pace.waitAfter(network, chunk.length);
        if (wait > 0) await sleep(wait);
        isCrowded ||= this.held + chunk.length > MOST_AT_ONCE;
        if (!isCrowded && stream.byteLength <= LARGEST_MAIL) {
          chunks.push(chunk);
          size += chunk.length;
          this.held += chunk.length;
        } else if (chunks.length > 0) {
          chunks = [];
          this.held -= size;
          size = 0;
        }
      }
      if (stream.sizeExceeded) throw new SmtpAnswer(552, 'The message is larger than 25 MB');
      if (isCrowded) throw new SmtpAnswer(452, 'Too much at once, please try again later');
      await hand(Buffer.concat(chunks));
    } catch (error) {
      throw hasLeft(error)
        ? new SmtpAnswer(451, 'The connection was closed before the message ended')
        : error;
    } finally {
      this.held -= size;
    }
  }
}

/** A sender that goes away in the middle of a mail comes again with it: no fault of anybody. */
function hasLeft(error: unknown): boolean {
  const { code } = error as { code?: string };
  return code === 'ECONNECTION' || code === 'ERR_STREAM_PREMATURE_CLOSE';
}
