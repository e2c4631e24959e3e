import type { Store } from '../store.js';

export interface UnsentFile {
  id: string;
  name: string;
}

/** A message that the server has not acknowledged. Its client id is also the id of its bubble. */
export interface UnsentMessage {
  clientId: string;
  conversationId: string | null;
  body: string;
  files: UnsentFile[];
  failed?: boolean;
}

const KEY = 'unsent';

/** What was written and not acknowledged, kept over reloads and sent again under the same number, in order. */
export class Outbox {
  private messages: UnsentMessage[];

  constructor(private readonly store: Store) {
    this.messages = readList(store.get(KEY));
  }

  get all(): readonly UnsentMessage[] {
    return this.messages;
  }

  next(): UnsentMessage | undefined {
    return this.messages.find(({ failed }) => !failed);
  }

  find(clientId: string): UnsentMessage | undefined {
    return this.messages.find((message) => message.clientId === clientId);
  }

  add(message: UnsentMessage): void {
    this.messages.push(message);
    this.keep();
  }

  remove(clientId: string): void {
    this.messages = this.messages.filter((message) => message.clientId !== clientId);
    this.keep();
  }

  change(clientId: string, change: Partial<UnsentMessage>): void {
    this.messages = this.messages.map((message) =>
      message.clientId === clientId ? { ...message, ...change } : message,
    );
    this.keep();
  }

  /** What was written before the conversation had a number goes into the one that the first message started. */
  settle(conversationId: string): void {
    this.messages = this.messages.map((message) => ({
      ...message,
      conversationId: message.conversationId ?? conversationId,
    }));
    this.keep();
  }

  private keep(): void {
    this.store.set(KEY, this.messages.length > 0 ? JSON.stringify(this.messages) : undefined);
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
