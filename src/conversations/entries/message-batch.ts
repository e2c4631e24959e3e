import { Injectable } from '@nestjs/common';
import { Clock, newId } from '../../kernel/index.js';
import { Events, Statements } from '../../platform/index.js';
import { MessageCreated } from '../conversations.events.js';
import type { MessageParams } from './entry.js';
import { MessageFollowUp } from './message-follow-up.js';

export interface MessageToPost {
  brandId: string;
  conversationId: string;
  kind: 'message' | 'note';
  side: 'visitor' | 'member';
  authorId: string;
  clientId: string;
  body: string;
  fileIds: readonly string[] | null;
  params: MessageParams | null;
}

export type PostResult =
  | 'posted'
  | 'repeated'
  | 'differs'
  | 'closed'
  | 'no_consent'
  | 'blocked'
  | 'visitor_blocked'
  | 'forbidden'
  | 'no_file'
  | 'suspended'
  | 'not_found';

export interface PostAnswer {
  result: PostResult;
  seq: number;
  visitor_seq: number | null;
  at: Date;
  author_name: string | null;
  author_picture: string | null;
  is_reply: boolean;
  eventId: string;
  /** Of what a few messages bring about beside their own: a reply to a snoozed conversation, a mention, a mail. */
  followUpEventId: string;
}

interface Waiting {
  message: MessageToPost;
  eventId: string;
  followUpEventId: string;
  resolve: (answer: PostAnswer) => void;
  reject: (error: unknown) => void;
}

interface Line {
  waiting: Waiting[];
  busy: boolean;
}

const LARGEST_BATCH = 200;
const SQL = `SELECT result, seq, visitor_seq, at, author_name, author_picture, is_reply
  FROM post_messages($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`;

/**
 * Group commit without a timer: one call a brand is under way at a time, and what arrives meanwhile goes in the next.
 * When a call fails as a whole its messages are tried one by one, so that a fault is the fault of one message.
 */
@Injectable()
export class MessageBatch {
  private readonly lines = new Map<string, Line>();

  constructor(
    private readonly statements: Statements,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly followUp: MessageFollowUp,
  ) {}

  post(message: MessageToPost): Promise<PostAnswer> {
    return new Promise((resolve, reject) => {
      let line = this.lines.get(message.brandId);
      if (!line) this.lines.set(message.brandId, (line = { waiting: [], busy: false }));
      line.waiting.push({ message, eventId: newId(), followUpEventId: newId(), resolve, reject });
      if (line.busy) return;
      line.busy = true;
      setImmediate((brandId, started) => void this.work(brandId, started), message.brandId, line);
    });
  }

  private async work(brandId: string, line: Line): Promise<void> {
    while (line.waiting.length > 0) {
      const batch = takeBatch(line);
      try {
        answer(batch, await this.call(brandId, batch));
      } catch (error) {
        if (batch.length > 1) await this.oneByOne(brandId, batch);
        else batch.forEach(({ reject }) => reject(error));
      }
    }
    this.lines.delete(brandId);
  }

  private async oneByOne(brandId: string, batch: Waiting[]): Promise<void> {
    for (const waiting of batch) {
      try {
        answer([waiting], await this.call(brandId, [waiting]));
      } catch (error) {
        waiting.reject(error);
      }
    }
  }

  private call(brandId: string, batch: Waiting[]): Promise<PostAnswer[]> {
    const { job = null, afterMs = 0 } = this.followUp.planned ?? {};
    const now = this.clock.now();
    const column = <T>(of: (message: MessageToPost) => T) => batch.map(({ message }) => of(message));
    return this.statements.run<PostAnswer>('post_messages', SQL, [
      brandId,
      now,
      this.events.isSubscribed(MessageCreated.name),
      column((message) => message.conversationId),
      column((message) => message.kind),
      column((message) => message.side),
      column((message) => message.authorId),
      column((message) => message.clientId),
      column((message) => message.body),
      column(({ fileIds }) => fileIds && `{${fileIds.join(',')}}`),
      batch.map(({ eventId }) => eventId),
      batch.map(({ followUpEventId }) => followUpEventId),
      column(({ params }) => params && JSON.stringify(params)),
      job,
      new Date(now.getTime() + afterMs),
    ]);
  }
}

/** The same message sent twice waits for the next call, where it finds itself. */
function takeBatch(line: Line): Waiting[] {
  const keys = new Set<string>();
  const batch: Waiting[] = [];
  const later: Waiting[] = [];
  for (const waiting of line.waiting) {
    const key = waiting.message.authorId + waiting.message.clientId;
    if (batch.length === LARGEST_BATCH || keys.has(key)) later.push(waiting);
    else {
      keys.add(key);
      batch.push(waiting);
    }
  }
  line.waiting = later;
  return batch;
}

/** The rows stand in the order of the batch. */
function answer(batch: Waiting[], rows: PostAnswer[]): void {
  batch.forEach(({ resolve, reject, eventId, followUpEventId }, at) => {
    const row = rows[at];
    if (row) resolve({ ...row, eventId, followUpEventId });
    else reject(new Error('post_messages gave no answer to a message.'));
  });
}
