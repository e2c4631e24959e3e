import express, { type RequestHandler } from 'express';
import { Refusal } from '../../kernel/index.js';

const LARGEST = '256kb';
const DEEPEST = 32;

/** JSON and forms, within measure: too large, too deep and malformed are refused before anything reads them. */
export function bodies(): RequestHandler[] {
  return [
    express.json({ limit: LARGEST, type: ['application/json', 'application/*+json'] }),
    express.urlencoded({ limit: LARGEST, extended: false, parameterLimit: 1000 }),
    (request, _response, next) => {
      if (isDeeperThan(request.body, DEEPEST)) next(new Refusal('invalid', 'invalid_input'));
      else next();
    },
  ];
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
