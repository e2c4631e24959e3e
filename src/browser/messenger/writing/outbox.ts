import type { Attached } from '../../attached.js';
import type { Store } from '../../store.js';

/** A message that the server has not acknowledged. Its client id is also the id of its bubble. */
export interface UnsentMessage {
  clientId: string;
  conversationId: string | null;
  body: string;
  files: Attached[];
  failed?: boolean;
}

const KEY = 'unsent';

/**
 * What was written and not acknowledged, kept over reloads and sent again under the same number, in order. All tabs of
 * the browser share it, so each change begins with what stands there now.
 */
export class Outbox {
  constructor(
    private readonly store: Store,
    private readonly changed: () => void,
  ) {}

  get all(): readonly UnsentMessage[] {
    return readList(this.store.get(KEY));
  }

  whenOtherTabChanges(changed: () => void): void {
    this.store.follow(KEY, changed);
  }

  next(): UnsentMessage | undefined {
    return this.all.find(({ failed }) => !failed);
  }

  get hasFailed(): boolean {
    return this.all.some(({ failed }) => failed);
  }

  find(clientId: string): UnsentMessage | undefined {
    return this.all.find((message) => message.clientId === clientId);
  }

  add(message: UnsentMessage): void {
    this.keep([...this.all, message]);
  }

  remove(clientId: string): void {
    this.keep(this.all.filter((message) => message.clientId !== clientId));
  }

  change(clientId: string, change: Partial<UnsentMessage>): void {
    this.keep(
      this.all.map((message) => (message.clientId === clientId ? { ...message, ...change } : message)),
    );
  }

  /** What was written before the conversation had a number goes into the one that the first message started. */
  settle(conversationId: string): void {
    this.keep(
      this.all.map((message) => ({ ...message, conversationId: message.conversationId ?? conversationId })),
    );
  }

  private keep(messages: readonly UnsentMessage[]): void {
    this.store.set(KEY, messages.length > 0 ? JSON.stringify(messages) : undefined);
    this.changed();
  }
}

function readList(text: string | undefined): UnsentMessage[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(list) ? (list as UnsentMessage[]) : [];
  } catch {
    return [];
  }
}
