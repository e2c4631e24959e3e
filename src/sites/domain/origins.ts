import { isPlainOrigin } from '../../kernel/index.js';

const LONGEST = 300;

/** The origin as a browser sends it (`https://shop.example`), from whatever address an admin pasted; null where it is none. */
export function toOrigin(text: string): string | null {
  const trimmed = text.trim();
  // What browsers send for a page without an origin: no site can be told by it.
  if (trimmed.length > LONGEST || trimmed === 'null') return null;
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (!URL.canParse(address)) return null;
  const { origin, username } = new URL(address);
  return username === '' && isPlainOrigin(origin) ? origin : null;
}

export function isAllowedOrigin(allowed: readonly string[], origin: unknown): boolean {
  return typeof origin === 'string' && allowed.includes(origin);
}
