import express, { type RequestHandler } from 'express';
import { Refusal } from '../../kernel/index.js';

const LARGEST = '256kb';
const DEEPEST = 32;
/** As long as 256 kB take on a slow mobile line; files have limits of their own. */
const LONGEST_MS = 20_000;
const PARSED = /^application\/(json|\w[\w.-]{0,80}\+json|x-www-form-urlencoded)\b/i;

/** JSON and forms, within measure: too large, too deep and malformed are refused before anything reads them. */
export function bodies(): RequestHandler[] {
  return [
    untilWhole(LONGEST_MS),
    express.json({ limit: LARGEST, type: ['application/json', 'application/*+json'] }),
    express.urlencoded({ limit: LARGEST, extended: false, parameterLimit: 1000 }),
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
