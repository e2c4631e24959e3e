import { randomBytes } from 'node:crypto';
import Handlebars from 'handlebars';

/** Renderings of values, before it begins anew. */
const MOST_KEPT = 5000;

/** Stands in a page for what is known as bytes already. Drawn anew by each process, so that nobody can write it. */
const MARK = `<!--${randomBytes(12).toString('base64url')} `;
const MARKS = new RegExp(`${MARK}(\\d+)-->`);

export interface Kept {
  html: Handlebars.SafeString;
  bytes: Buffer;
}

/** What `kept` has rendered: of objects as long as they live, of values by what they are. */
export class KeptRenderings {
  private readonly ofValues = new Map<string, Kept>();
  private readonly ofObjects = new WeakMap<object, Map<string, Kept>>();

  /** `object` is what the key belongs to; without one the key says it all. */
  take(object: object | undefined, key: string, render: () => string): Kept {
    const kept = object ? this.of(object) : this.ofValues;
    const known = kept.get(key);
    if (known) return known;
    const html = render();
    const rendering = { html: new Handlebars.SafeString(html), bytes: Buffer.from(html) };
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, rendering);
    return rendering;
  }

  private of(object: object): Map<string, Kept> {
    const kept = this.ofObjects.get(object) ?? new Map<string, Kept>();
    this.ofObjects.set(object, kept);
    return kept;
  }
}

/** The place of a page's piece, for `pageBytes`. */
export function markOf(pieces: Buffer[], { bytes }: Kept): Handlebars.SafeString {
  return new Handlebars.SafeString(`${MARK}${pieces.push(bytes) - 1}-->`);
}

/**
 * A page in UTF-8, its pieces in their places. To make bytes of 40 KB of text is a tenth of what a page costs, and most
 * of it are rows that were bytes before.
 */
export function pageBytes(html: string, pieces: Buffer[]): Buffer {
  const parts = html.split(MARKS);
  return Buffer.concat(
    parts.map((part, place) => (place % 2 === 1 ? pieces[Number(part)] : Buffer.from(part))),
  );
}
