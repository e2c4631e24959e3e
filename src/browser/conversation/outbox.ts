import { desk } from '../workspace/desk.js';
import type { Kind } from './drafts.js';

/** A message or a note that the server has not acknowledged yet. Its `clientId` makes sending again harmless. */
export interface Unsent {
  conversationId: string;
  clientId: string;
  kind: Kind;
  body: string;
  mentionIds: string[];
  fileIds: string[];
  fileNames: string[];
}

const KEY = desk.place('outbox');

/** What is still to be sent; survives a reload. */
export function unsent(conversationId?: string): Unsent[] {
  const kept = JSON.parse(localStorage.getItem(KEY) ?? '[]') as Unsent[];
  return conversationId ? kept.filter((message) => message.conversationId === conversationId) : kept;
}

export function keep(message: Unsent): void {
  write([...unsent().filter(({ clientId }) => clientId !== message.clientId), message]);
}

export function drop(clientId: string): void {
  write(unsent().filter((message) => message.clientId !== clientId));
}

function write(messages: Unsent[]): void {
  if (messages.length === 0) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, JSON.stringify(messages));
}
