import type { Request, RequestHandler } from 'express';
import { Arrival } from '../limits/arrival.js';

const LINGERING = {
  /** What brings less in such a time than this has nothing to say that is waited for. */
  quietMs: 4_000,
  quietBytes: 60_000,
  longestMs: 30_000,
  lookMs: 1_000,
};

/**
 * Cuts off what is answered before it is whole and keeps coming. It is read for a while, by nobody, since whoever sends
 * may see the answer only once they have sent it (lingering close, RFC 9112 section 9.6).
 */
export function cutOffAnswered(limits = LINGERING): RequestHandler {
  return (request, response, next) => {
    response.once('finish', () => {
      if (!request.complete) linger(request, limits);
    });
    next();
  };
}

function linger(request: Request, { quietMs, quietBytes, longestMs, lookMs }: typeof LINGERING): void {
  const arrival = new Arrival(request.socket, quietMs);
  const until = performance.now() + longestMs;
  const looking = setInterval(() => {
    arrival.look();
    const bytes = arrival.within(quietMs) ?? quietBytes;
    if (bytes < quietBytes || performance.now() > until) request.destroy();
  }, lookMs).unref();
  for (const event of ['end', 'close']) request.once(event, () => clearInterval(looking));
  request.resume();
}
