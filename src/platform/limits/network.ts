import { isIP } from 'node:net';
import ipaddr, { type IPv6 } from 'ipaddr.js';
import { upTo } from '../../kernel/index.js';

/** IPv4 addresses in the last 32 bits: of translators (RFC 6052). */
const TRANSLATED = 'rfc6052';

/** What was read last, oldest first: each request names the same few addresses several times. */
const read = new Map<string, string | null>();
const MOST_READ = 5_000;
const LONGEST = 200;

/**
 * An address as it is written, once for each: IPv4 also where it comes mapped into IPv6 or translated, IPv6 in its
 * short form without a zone. Some proxies add the port. Null for what is no address.
 */
export function plainAddress(text: string | undefined): string | null {
  if (text === undefined || text.length > LONGEST) return null;
  const known = read.get(text);
  if (known !== undefined) return known;
  const address = plain(text);
  read.set(text, address);
  const [oldest] = read.keys();
  if (read.size > MOST_READ && oldest !== undefined) read.delete(oldest);
  return address;
}

function plain(text: string): string | null {
  const address = withoutPort(text.trim());
  if (isIP(address) === 0) return null;
  const parsed = ipaddr.process(upTo(address, '%'));
  return parsed.range() === TRANSLATED ? lastFour(parsed as IPv6) : parsed.toString();
}

/** Whose address it is: IPv4 by itself, of IPv6 the /64 that a connection gets as a whole. */
export function networkOf(address: string): string {
  const parsed = ipaddr.parse(address);
  if (parsed.kind() === 'ipv4') return address;
  return `${(parsed as IPv6).parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
}

function withoutPort(text: string): string {
  return /^\[([^\]]+)\](?::\d{1,5})?$/.exec(text)?.[1] ?? /^([\d.]+):\d{1,5}$/.exec(text)?.[1] ?? text;
}

function lastFour(address: IPv6): string {
  return address.toByteArray().slice(-4).join('.');
}
