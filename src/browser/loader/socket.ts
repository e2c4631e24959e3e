import { cancel, hear, later, parse, serialize, type Timer } from './natives.js';

/** What the server answers to an event of ours. */
export type Answer = { ok?: boolean; code?: string } & Record<string, unknown>;

interface Refusal {
  final?: boolean;
  retryAfter?: number;
}

export interface SocketOptions {
  /** Asked at every connection, so that it always carries the newest token. */
  auth: () => object;
  on: (event: string, payload: never) => void;
  /** The server will not have us: there is nothing to try again. */
  refused: () => void;
  /** Called after each failed connection, with how many failed since the last that worked. */
  failed: (times: number) => void;
}

export interface Socket {
  /** What waits for an answer that does not come is said once more over the next connection. */
  emit: (event: string, payload?: unknown, answer?: (value: Answer) => void) => void;
  /** Says nothing once more. */
  forget: () => void;
  close: () => void;
  /** Connects anew, with the token of now. */
  renew: () => void;
}

type Frame = [id: string, text: string];

const NAMESPACE = '/visitor';
const LONGEST_WAIT = 30_000;
const LARGEST_QUEUE = 100;

/**
 * Speaks the Socket.IO protocol, version 5 (https://socket.io/docs/v4/socket-io-protocol/), over the browser's own
 * WebSocket: one namespace, JSON only. Frames begin with Engine.IO's digit (0 open, 1 close, 2 ping, 3 pong,
 * 4 message), messages with Socket.IO's (0 connect, 2 event, 3 acknowledgement, 4 refusal).
 */
export function openSocket(url: string, { auth, on, refused, failed }: SocketOptions): Socket {
  let ws: WebSocket | undefined;
  let connected = false;
  let over = false;
  let failures = 0;
  /** Seconds that the server has asked us to stay away for. */
  let away = 0;
  let lastId = 0;
  let silence = 45_000;
  let watch: Timer;
  let retry: Timer;
  let queue: Frame[] = [];
  let unanswered: Record<string, string> = {};
  const answers: Record<string, (value: Answer) => void> = {};

  const connect = (): void => {
    cancel(retry);
    if (over || ws) return;
    let socket: WebSocket;
    try {
      socket = ws = new WebSocket(url);
    } catch {
      // Blocked by the page itself.
      return lost();
    }
    alive();
    socket.onmessage = ({ data }) => typeof data === 'string' && ws === socket && receive(data);
    socket.onclose = () => ws === socket && lost();
  };

  const lost = (): void => {
    ws = undefined;
    connected = false;
    cancel(watch);
    if (over) return;
    failures += 1;
    later(() => failed(failures), 0);
    const wait = Math.min(LONGEST_WAIT, 500 * 2 ** failures);
    retry = later(connect, away * 1000 + wait / 2 + (Math.random() * wait) / 2);
    away = 0;
  };

  /** A server that is silent for longer than it promised is gone, even if nobody said so. */
  const alive = (): void => {
    cancel(watch);
    watch = later(drop, silence);
  };

  const drop = (): void => {
    if (!ws) return;
    rest();
    lost();
  };

  /** Without a socket until it connects again. */
  const rest = (): void => {
    const socket = ws;
    ws = undefined;
    connected = false;
    cancel(watch);
    cancel(retry);
    socket?.close();
  };

  const receive = (frame: string): void => {
    alive();
    const kind = frame[0];
    if (kind === '2') ws?.send('3');
    else if (kind === '0') {
      const { pingInterval, pingTimeout } = parse(frame.slice(1)) as Record<string, number>;
      silence = (pingInterval ?? 25_000) + (pingTimeout ?? 20_000);
      ws?.send(`40${NAMESPACE},${serialize(auth())}`);
    } else if (kind === '4') message(frame[1], frame.slice(NAMESPACE.length + 3));
  };

  const message = (kind: string | undefined, rest: string): void => {
    const [id = ''] = /^\d*/.exec(rest) ?? [];
    const json = rest.slice(id.length);
    const value = (json ? parse(json) : null) as never;
    if (kind === '0') {
      connected = true;
      failures = 0;
      const waiting = queue;
      const again = Object.values(unanswered);
      queue = [];
      forget();
      again.forEach((text) => ws?.send(text));
      waiting.forEach(send);
    } else if (kind === '2') on((value as [string])[0], (value as [string, never])[1]);
    else if (kind === '3') {
      answers[id]?.((value as [Answer])[0]);
      delete answers[id];
      delete unanswered[id];
    } else {
      const { final = false, retryAfter = 0 } =
        kind === '4' ? ((value as { data?: Refusal }).data ?? {}) : {};
      if (final) {
        close();
        refused();
        return;
      }
      away = retryAfter;
      drop();
    }
  };

  const send = ([id, text]: Frame): void => {
    if (id) unanswered[id] = text;
    ws?.send(text);
  };

  const forget = (): void => void (unanswered = {});

  const emit: Socket['emit'] = (event, payload, answer) => {
    const id = answer ? String((lastId += 1)) : '';
    if (answer) answers[id] = answer;
    const frame: Frame = [id, `42${NAMESPACE},${id}${serialize([event, payload])}`];
    if (connected) send(frame);
    else if (queue.length < LARGEST_QUEUE) queue.push(frame);
  };

  const close = (): void => {
    over = true;
    rest();
  };

  hear(window, 'online', connect);
  hear(window, 'offline', drop);
  // A page that the browser keeps for the way back holds no connection.
  hear<PageTransitionEvent>(window, 'pagehide', ({ persisted }) => persisted && rest());
  hear<PageTransitionEvent>(window, 'pageshow', ({ persisted }) => persisted && connect());
  connect();
  return {
    emit,
    forget,
    close,
    renew() {
      rest();
      connect();
    },
  };
}
