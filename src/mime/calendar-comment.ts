import { decodeText } from './charset.js';
import type { MimePart } from './mime-part.js';

const CALENDARS = ['text/calendar', 'application/ics'];
const LONGEST = 256 * 1024;
const NAME = 'comment';

/** What somebody says who answers an invitation (RFC 5545, section 3.8.1.4); empty where nothing is said. */
export function calendarComment(parts: readonly MimePart[]): string {
  return parts
    .filter(({ type }) => CALENDARS.includes(type))
    .flatMap(({ bytes, params }) =>
      commentsIn(decodeText(bytes.subarray(0, LONGEST), params.get('charset') ?? '')),
    )
    .join('\n\n');
}

function commentsIn(calendar: string): string[] {
  const unfolded = calendar.replace(/\r\n?/g, '\n').replace(/\n[ \t]/g, '');
  return unfolded.split('\n').flatMap((line) => commentIn(line) ?? []);
}

function commentIn(line: string): string | null {
  const next = line[NAME.length];
  if ((next !== ':' && next !== ';') || line.slice(0, NAME.length).toLowerCase() !== NAME) return null;
  let isQuoted = false;
  for (let at = NAME.length; at < line.length; at += 1) {
    if (line[at] === '"') isQuoted = !isQuoted;
    if (line[at] === ':' && !isQuoted) return unescaped(line.slice(at + 1));
  }
  return null;
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, (_, sign: string) => (sign.toLowerCase() === 'n' ? '\n' : sign));
}
