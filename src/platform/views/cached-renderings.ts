import { randomBytes } from 'node:crypto';
import Handlebars from 'handlebars';

/** Renderings of values, before it begins anew. */
const MOST_CACHED = 5000;

/** Stands in a page for what is known as bytes already. Drawn anew by each process, so that nobody can write it. */
const MARK = `<!--${randomBytes(12).toString('base64url')} `;
const MARKS = new RegExp(`${MARK}(\\d+)-->`);

export interface Cached {
  html: Handlebars.SafeString;
  bytes: Buffer;
}

/** What `cached` has rendered: of objects as long as they live, of values by what they are. */
export class CachedRenderings {
  private readonly ofValues = new Map<string, Cached>();
  private readonly ofObjects = new WeakMap<object, Map<string, Cached>>();

  /** `object` is what the key belongs to; without one the key says it all. */
  take(object: object | undefined, key: string, render: () => string): Cached {
    const cached = object ? this.of(object) : this.ofValues;
    const known = cached.get(key);
    if (known) return known;
    const html = render();
    const rendering = { html: new Handlebars.SafeString(html), bytes: Buffer.from(html) };
    if (cached.size >= MOST_CACHED) cached.clear();
    cached.set(key, rendering);
    return rendering;
  }

  private of(object: object): Map<string, Cached> {
    const cached = this.ofObjects.get(object) ?? new Map<string, Cached>();
    this.ofObjects.set(object, cached);
    return cached;
  }
}

/** The place of a page's piece, for `pageBytes`. */
export function markOf(pieces: Buffer[], { bytes }: Cached): Handlebars.SafeString {
  return new Handlebars.SafeString(`${MARK}${pieces.push(bytes) - 1}-->`);
}

/**
 * A page in UTF-8, its pieces in their places. To make bytes of 40 KB of text is a tenth of what a page costs, and most
 * of it are rows that were bytes before.
 */
export function pageBytes(html: string, pieces: Buffer[]): Buffer {
  const parts = html.split(MARKS);
  return Buffer.concat(
    parts.map((part, place) => (place % 2 === 1 ? pieces[Number(part)] : undefined) ?? Buffer.from(part)),
  );
}
