import { setTimeout as sleep } from 'node:timers/promises';
import { hash, verify } from '@node-rs/argon2';
import { FewAtOnce } from '../../platform/index.js';

/** Argon2id with what OWASP asks for at least: 19 MiB, two passes. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const SHORTEST_PASSWORD = 12;
/** Longer ones cost time without being safer. */
export const LONGEST_PASSWORD = 256;

/**
 * One is worked out at a time: each takes a core for some 30 ms, and a thread of the pool in which pages are compressed
 * and files are read. After a wrong one the core is left to others for as long again: who guesses has half of it.
 */
const hashing = new FewAtOnce({ atOnce: 1, waiting: 200 });

let nobodys: Promise<string> | undefined;

export function hashPassword(password: string): Promise<string> {
  return hashing.run(() => hash(password, COST));
}

/**
 * Without a hash the same work is done in vain, so that the time does not tell whether there is such an account.
 * @throws Refusal `unavailable` where too many are asked at once.
 */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  nobodys ??= hashPassword('nobody has this one');
  const known = passwordHash ?? (await nobodys);
  return hashing.run(async () => {
    const began = performance.now();
    const matches = await verify(known, password);
    const isRight = matches && passwordHash !== null;
    if (!isRight) await sleep(performance.now() - began);
    return isRight;
  });
}
