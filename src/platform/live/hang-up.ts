import type { EventEmitter } from 'node:events';
import type { Socket } from 'socket.io';

export type Connection = Socket['conn'];

interface WebSocket extends EventEmitter {
  close(code: number, reason: string): void;
  pause(): void;
  terminate(): void;
}

/** Of RFC 6455: what came was against the rules. */
const POLICY_VIOLATION = 1008;
/** A client that reads has read by then why. */
const TOLD_WITHIN_MS = 500;

/** Ends a connection that sends too much: it is told so, its sockets end at once, and nothing more of it is read. */
export function hangUp(connection: Connection): void {
  if (connection.readyState !== 'open') return;
  const socket = webSocketOf(connection);
  socket.close(POLICY_VIOLATION, 'too_many');
  connection.close(true);
  socket.pause();
  setTimeout(() => socket.terminate(), TOLD_WITHIN_MS).unref();
}

/** Ours come by WebSocket alone. */
export function webSocketOf({ transport }: Connection): WebSocket {
  return (transport as unknown as { socket: WebSocket }).socket;
}
