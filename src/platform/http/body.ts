import express, { type RequestHandler } from 'express';
import { Refusal } from '../../kernel/index.js';

/** In bytes: larger than the longest message with its envelope, whichever way it comes; files have limits of their own. */
export const LARGEST_OF_VISITORS = 64 * 1024;

const DEEPEST = 32;
/** As long as the largest takes on a slow mobile line. */
const LONGEST_MS = 20_000;
const PARSED = /^application\/(json|\w[\w.-]{0,80}\+json|x-www-form-urlencoded)\b/i;

/**
 * JSON and forms of so many bytes at most: too large, too deep and malformed are refused before anything reads them.
 */
export function bodies(limit: number): RequestHandler[] {
  return [
    untilWhole(LONGEST_MS),
    express.json({ limit, type: ['application/json', 'application/*+json'] }),
    express.urlencoded({ limit, extended: false, parameterLimit: 1000 }),
    (request, _response, next) => {
      if (isDeeperThan(request.body, DEEPEST)) next(new Refusal('invalid', 'invalid_input'));
      else next();
    },
  ];
}

/** Ends a request whose body never ends, which no parser does. */
export function untilWhole(longestMs: number): RequestHandler {
  return (request, response, next) => {
    if (!request.complete && PARSED.test(request.get('content-type') ?? '')) {
      const deadline = setTimeout(() => {
        response.once('finish', () => request.destroy());
        response.set('Connection', 'close').sendStatus(408);
      }, longestMs);
      request.once('end', () => clearTimeout(deadline));
      response.once('close', () => clearTimeout(deadline));
    }
    next();
  };
}

/** Level by level, without recursion: 200,000 brackets must not become 200,000 calls. */
function isDeeperThan(value: unknown, limit: number): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return true;
    level = level.flatMap((item) => (item !== null && typeof item === 'object' ? Object.values(item) : []));
  }
  return false;
}
