import { io } from 'socket.io-client';
import { desk } from './desk.js';
import { must } from './dom.js';

export interface Answer {
  ok: boolean;
  code?: string;
  message?: string;
  [more: string]: unknown;
}

const PATIENCE_MS = 10_000;
/** A blink of the network is not worth a word. */
const SAY_LOST_AFTER_MS = 800;

/** By these the page says why it is open no more. */
const BARRED = new Set(['forbidden', 'not_found', 'two_step_needed', 'two_step_unproved']);

export const socket = io('/member', {
  transports: ['websocket'],
  auth: { brand: desk.brand, locale: document.documentElement.lang, board: desk.isBoard },
  reconnectionDelayMax: 5000,
});

/** Whether the network is known to be there; what is sent without one goes out by itself once it is. */
export function isConnected(): boolean {
  return socket.connected && navigator.onLine;
}

/** Says something and waits for the answer; without one in time, or without a connection, it rejects. */
export function ask(event: string, payload: object): Promise<Answer> {
  if (!socket.connected) return Promise.reject(new Error('not connected'));
  return socket.timeout(PATIENCE_MS).emitWithAck(event, payload) as Promise<Answer>;
}

/** Shows at once that the connection is lost, and leads to the sign-in page when it was taken away for good. */
export function watchConnection(): void {
  const bar = must('[data-lost]');
  const displaced = must('[data-displaced]');
  let timer: ReturnType<typeof setTimeout> | undefined;
  const lost = () => {
    clearTimeout(timer);
    timer = setTimeout(() => (bar.hidden = false), SAY_LOST_AFTER_MS);
  };
  socket.on('connect', () => {
    clearTimeout(timer);
    bar.hidden = true;
  });
  // Newer tabs took the place of this one: it stays away until somebody wants it back.
  socket.on('displaced', () => (displaced.hidden = false));
  must('[data-displaced-return]').addEventListener('click', () => {
    displaced.hidden = true;
    socket.connect();
  });
  socket.on('disconnect', (reason) => {
    if (!displaced.hidden) return;
    lost();
    if (reason === 'io server disconnect') socket.connect();
  });
  socket.on('connect_error', (error: Error & { data?: { code?: string } }) => {
    const code = error.data?.code;
    if (code === 'sign_in_needed') signInAgain();
    else if (code && BARRED.has(code)) location.reload();
    else lost();
    if (code && !socket.active) setTimeout(() => socket.connect(), PATIENCE_MS);
  });
  // The library believes the browser for some hosts only.
  window.addEventListener('offline', () => {
    socket.io.engine?.close();
    bar.hidden = false;
  });
  // The library itself would wait for its next try.
  window.addEventListener('online', () => {
    if (!displaced.hidden) return;
    if (socket.connected) bar.hidden = true;
    else socket.disconnect().connect();
  });
}

let signsOut = false;
document.addEventListener('submit', ({ target, defaultPrevented }) => {
  signsOut = (target as HTMLFormElement).action.endsWith('/sign-out') && !defaultPrevented;
});

/** Whoever signs out by this page is on the way there already. */
function signInAgain(): void {
  if (signsOut) return;
  const query = new URLSearchParams({ next: location.pathname, ended: 'yes' });
  location.assign(`/sign-in?${query}`);
}
