import { isBlank, isMailAddress, isStorable, lengthOf } from '../../kernel/index.js';

export type Scalar = string | number | boolean | null;

/** What a site says of one of its customers. */
export interface Profile {
  externalId: string;
  name: string | null;
  email: string | null;
  attributes: Record<string, Scalar>;
}

const LONGEST_ID = 200;
const LONGEST_NAME = 200;
const MOST_ATTRIBUTES = 50;
const LONGEST_KEY = 100;
const LONGEST_VALUE = 500;
const MOST_BYTES = 64 * 1024;

/** The profile as it can be kept, or the name of the part that cannot. */
export function checkProfile(given: Record<string, unknown>): Profile | { wrong: string } {
  const { id, name, email, attributes } = given;
  if (!isText(id, LONGEST_ID) || isBlank(id)) return { wrong: 'id' };
  if (isGiven(name) && !isText(name, LONGEST_NAME)) return { wrong: 'name' };
  if (isGiven(email) && !isEmail(email)) return { wrong: 'email' };
  if (isGiven(attributes) && !isAttributes(attributes)) return { wrong: 'attributes' };
  return {
    externalId: id,
    name: isGiven(name) && !isBlank(name as string) ? (name as string) : null,
    email: isGiven(email) ? (email as string) : null,
    attributes: isGiven(attributes) ? (attributes as Record<string, Scalar>) : {},
  };
}

export function isEmail(value: unknown): value is string {
  return typeof value === 'string' && isMailAddress(value);
}

/** A flat record of scalars, small enough to keep with a visitor or a visit. */
export function isAttributes(value: unknown): value is Record<string, Scalar> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return (
    entries.length <= MOST_ATTRIBUTES &&
    entries.every(([key, item]) => isText(key, LONGEST_KEY) && isScalar(item)) &&
    new TextEncoder().encode(JSON.stringify(value)).length <= MOST_BYTES
  );
}

function isScalar(value: unknown): value is Scalar {
  return (
    value === null || typeof value === 'boolean' || Number.isFinite(value) || isText(value, LONGEST_VALUE)
  );
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === 'string' && isStorable(value) && lengthOf(value) <= longest;
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
