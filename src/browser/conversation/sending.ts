import { ask, isConnected } from '../workspace/connection.js';
import { drop, keep, unsent, type Unsent } from './outbox.js';

type Show = (message: Unsent, state: 'pending' | 'failed') => void;

const underWay = new Set<string>();
let show: Show = () => undefined;
let refused: (message: string) => void = () => undefined;

export function watchSending(shown: Show, saysRefused: (message: string) => void): void {
  show = shown;
  refused = saysRefused;
}

/** Sends a message, or keeps it until it can be sent. */
export async function send(message: Unsent): Promise<void> {
  if (underWay.has(message.clientId)) return;
  underWay.add(message.clientId);
  keep(message);
  show(message, 'pending');
  const { conversationId, clientId, kind, body, mentionIds, fileIds } = message;
  try {
    const answer = await ask(kind, { conversationId, clientId, body, mentionIds, fileIds });
    if (answer.ok) return drop(clientId);
    show(message, 'failed');
    refused(answer.message ?? '');
  } catch {
    show(message, isConnected() ? 'failed' : 'pending');
  } finally {
    underWay.delete(clientId);
  }
}

/** Sends what a lost connection or a reload has left behind, in its order. */
export async function sendUnsent(): Promise<void> {
  for (const message of unsent()) await send(message);
}
