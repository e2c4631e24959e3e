import { v7, validate, version } from 'uuid';

/** A new UUIDv7 (RFC 9562): sortable by its time, made in the application so that a retry can repeat it. */
export function newId(): string {
  return v7();
}

/** Sorts before every id that is made at that instant or later. */
export function firstIdOf(at: Date): string {
  return v7({ msecs: at.getTime(), seq: 0, random: new Uint8Array(16) });
}

/** Whether a value from outside is a UUID of any version; clients make their own ids with version 4. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && validate(value) && version(value) > 0;
}
