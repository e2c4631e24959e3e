/** What a mail has more of than any person's program makes. */
export type MailLimit = 'headers' | 'lines' | 'line_length' | 'parts' | 'nesting';

const MOST_HEADER_LINES = 5_000;
const MOST_LINES = 500_000;
const LONGEST_LINE = 1_000_000;
const MOST_PARTS = 1_000;
/** Of multiparts within each other or side by side. */
const MOST_BOUNDARIES = 100;

/** As programs write it. */
const SPELLINGS = ['boundary', 'Boundary', 'BOUNDARY'];
const DECLARATION = /^boundary\s{0,9}=\s{0,9}(?:"([^"]{1,70})"|([^\s";]{1,70}))/i;
const LONGEST_DECLARATION = 100;
/** Of the word, however often a text has it. */
const MOST_LOOKED_AT = 10_000;
const LONGEST_BOUNDARY_LINE = 80;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const DASH = 0x2d;

/** Which limit a mail exceeds, told from its lines alone, in time that grows with its size; null for none. */
export function exceededLimit(mail: Uint8Array): MailLimit | null {
  const raw = Buffer.from(mail.buffer, mail.byteOffset, mail.byteLength);
  const boundaries = boundariesOf(raw);
  if (boundaries.size > MOST_BOUNDARIES) return 'nesting';
  let [lines, parts, isHead] = [0, 0, true];
  for (let at = 0; at < raw.length;) {
    const next = raw.indexOf(LINE_FEED, at);
    const end = next < 0 ? raw.length : next;
    const length = end - at - (raw[end - 1] === CARRIAGE_RETURN ? 1 : 0);
    lines += 1;
    isHead &&= length > 0;
    if (isHead && lines > MOST_HEADER_LINES) return 'headers';
    if (lines > MOST_LINES) return 'lines';
    if (length > LONGEST_LINE) return 'line_length';
    if (raw[at] === DASH && raw[at + 1] === DASH && length <= LONGEST_BOUNDARY_LINE)
      parts += boundaries.has(raw.toString('latin1', at + 2, at + length).trimEnd()) ? 1 : 0;
    if (parts > MOST_PARTS) return 'parts';
    at = end + 1;
  }
  return null;
}

/** Of all that looks like one, as soon as there are too many. */
function boundariesOf(raw: Buffer): Set<string> {
  const found = new Set<string>();
  let lookedAt = 0;
  for (const spelling of SPELLINGS) {
    for (let at = raw.indexOf(spelling); at >= 0; at = raw.indexOf(spelling, at + spelling.length)) {
      const [, quoted, bare] = DECLARATION.exec(raw.toString('latin1', at, at + LONGEST_DECLARATION)) ?? [];
      const boundary = quoted ?? bare;
      if (boundary) found.add(boundary);
      lookedAt += 1;
      if (found.size > MOST_BOUNDARIES || lookedAt > MOST_LOOKED_AT) return found;
    }
  }
  return found;
}
