import { LinkifyIt } from 'linkify-it';
import { webAddress } from '../../kernel/index.js';
import type { TextPart } from './entry.view.js';

/** With the authentication part, so that such an address is seen as a whole and left alone. */
const linkify = new LinkifyIt({ fuzzyLink: true, urlAuth: true }).add('ftp:', null).add('//', null);
const MAYBE_A_LINK = /\S\.\S|:\/\/|@/;

/** Cuts a text into stretches, some of which lead somewhere: web and mail addresses only, and none that hides whose it is. */
export function textParts(text: string): TextPart[] {
  if (text === '') return [];
  const links = mayHoldLinks(text) ? (linkify.match(text) ?? []) : [];
  const parts: TextPart[] = [];
  let done = 0;
  for (const { index, lastIndex, url, schema } of links) {
    const href = safeAddress(schema === '' ? url.replace(/^http:/, 'https:') : url);
    if (!href) continue;
    if (index > done) parts.push({ text: text.slice(done, index) });
    parts.push({ text: text.slice(index, lastIndex), href });
    done = lastIndex;
  }
  if (done < text.length) parts.push({ text: text.slice(done) });
  return parts;
}

/** Marks where a text names somebody as `@Name`; the longest name that fits counts. */
export function markMentions(parts: TextPart[], names: readonly string[]): TextPart[] {
  if (names.length === 0) return parts;
  const longestFirst = names.map((name) => `@${name}`).sort((a, b) => b.length - a.length);
  const named = new RegExp(`(${longestFirst.map(escapeRegExp).join('|')})`, 'u');
  return parts.flatMap((part) =>
    part.href
      ? [part]
      : part.text
          .split(named)
          .filter((text) => text !== '')
          .map((text) => (longestFirst.includes(text) ? { text, mention: true } : { text })),
  );
}

/** A quick look that spares most texts the long one. */
export function mayHoldLinks(text: string): boolean {
  return MAYBE_A_LINK.test(text);
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

function safeAddress(url: string): string | null {
  return /^mailto:/i.test(url) && URL.canParse(url) ? new URL(url).href : webAddress(url);
}
