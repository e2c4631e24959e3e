import type { Answer, Connection } from '../connection.js';
import type { Outbox, UnsentMessage } from './outbox.js';
import type { Thread } from '../thread.js';

type Refused = Extract<Answer, { ok: false }>;

export interface SendingOptions {
  connection: Connection;
  outbox: Outbox;
  thread: Thread;
  sent: (conversationId: string, started: boolean) => void;
  /** The server took it back for a reason that the visitor can do something about: the text returns to the input. */
  returned: (message: UnsentMessage, answer: Refused) => void;
  refused: (message: string) => void;
}

const RETURNED = new Set(['no_room', 'network_waits', 'conversation_closed', 'consent_missing']);
const PASSING = new Set(['unavailable', 'unexpected', 'too_many']);
const TRIES = 3;
/** Whoever has to wait longer is told so, and sends it again themselves. */
const LONGEST_WAIT_S = 10;

/** Carries the outbox to the server, one message after the other, so that their order is kept. */
export class Sending {
  private busy = false;
  private tries = 0;

  constructor(private readonly options: SendingOptions) {}

  async flush(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      for (let message = this.options.outbox.next(); message; message = this.options.outbox.next()) {
        if (!(await this.send(message))) break;
      }
    } finally {
      this.busy = false;
    }
  }

  retry(clientId: string): void {
    this.options.outbox.change(clientId, { failed: false });
    this.options.thread.mark(clientId, 'pending');
    void this.flush();
  }

  /** Whether the next one may follow at once. */
  private async send(message: UnsentMessage): Promise<boolean> {
    const { connection, outbox, thread } = this.options;
    const { clientId, conversationId, body, files } = message;
    const { pageViewId } = connection;
    const payload = { conversationId, clientId, body, fileIds: files.map(({ id }) => id), pageViewId };
    const answer = connection.isBlocked
      ? await connection.post('messages', payload)
      : await connection.ask('message', payload);
    if (answer === null) return this.unanswered(message);
    if (!answer.ok) return this.notTaken(message, answer);
    this.tries = 0;
    outbox.remove(clientId);
    if (conversationId === null) outbox.settle(answer.conversationId as string);
    thread.settle(clientId, (answer.seq as number | null | undefined) ?? null);
    this.options.sent(answer.conversationId as string, conversationId === null);
    return true;
  }

  /** Without a connection it waits for the next one; with one, somebody should know after some tries. */
  private unanswered({ clientId }: UnsentMessage): boolean {
    const { connection, outbox, thread } = this.options;
    if (!connection.live && !connection.isBlocked) return false;
    this.tries += 1;
    if (this.tries < TRIES) return true;
    this.tries = 0;
    outbox.change(clientId, { failed: true });
    thread.mark(clientId, 'failed');
    return true;
  }

  private notTaken(message: UnsentMessage, answer: Refused): boolean {
    const { outbox, thread } = this.options;
    if (RETURNED.has(answer.code)) {
      this.options.returned(this.takeBack(message), answer);
      return false;
    }
    const { retryAfter = 2 } = answer;
    if (PASSING.has(answer.code) && retryAfter <= LONGEST_WAIT_S && (this.tries += 1) < TRIES) {
      setTimeout(() => void this.flush(), retryAfter * 1000);
      return false;
    }
    this.tries = 0;
    outbox.change(message.clientId, { failed: true });
    thread.mark(message.clientId, 'failed');
    this.options.refused(answer.message);
    return true;
  }

  /** With what waited behind it, which could not be sent either. */
  private takeBack({ clientId, conversationId }: UnsentMessage): UnsentMessage {
    const { outbox, thread } = this.options;
    const taken = outbox.all.filter(
      (message) => !message.failed && message.conversationId === conversationId,
    );
    for (const message of taken) {
      outbox.remove(message.clientId);
      thread.remove(message.clientId);
    }
    const body = taken.map((message) => message.body).filter((text) => text !== '');
    return { clientId, conversationId, body: body.join('\n'), files: taken.flatMap(({ files }) => files) };
  }
}
