import { announcementWithin } from './announcement-lines.js';
import {
  announcementLength,
  blockLength,
  endsInColon,
  isAnnouncement,
  isSeparator,
} from './announcements.js';
import { earlierMail } from './earlier-mail.js';
import { lettersOf, lineAt, mailLines, storable, tidy, type MailLine } from './mail-lines.js';
import type { OurSigns } from './our-signs.js';
import { isPostscript, isSignOff } from './sign-offs.js';

/** What somebody wrote in a mail. */
export interface OwnWords {
  /** What is shown. Empty where nothing is their own for certain. */
  words: string;
  /** What is shown on demand: most likely a signature or an earlier mail that is not known to be ours. */
  rest: string;
  /** Whether something was left out. */
  isCut: boolean;
}

/**
 * Tells what somebody wrote from the mail they answer. Left out is only what certainly is no word of theirs: what
 * stands below our mark or below an announcement that names us, what has quote signs, and a signature below `-- `. All
 * that is a guess stays, folded.
 */
export function ownWords(text: string, ours: OurSigns): OwnWords {
  const lines = markedLines(storable(text), ours.marks);
  const earlier = earlierMail(lines, ours);
  const above = unsigned(earlier ? lines.slice(0, earlier.from) : lines);
  const doubtful = earlier ? lines.slice(earlier.from, earlier.certainFrom) : [];
  const between = unsigned(earlier ? unquoted(lines.slice(earlier.to)) : []);
  const own = [...above, ...between];
  const [said, folded] = countWords(own) > 0 ? [own, doubtful] : [doubtful, []];
  const fold = foldAt(said);
  return {
    words: tidy(said.slice(0, fold)),
    rest: tidy([...said.slice(fold), ...folded]),
    isCut: countWords(lines) > countWords([...said, ...folded]),
  };
}

/** All of it, for what would be empty otherwise. */
export function allWords(text: string): OwnWords {
  return { words: tidy(mailLines(storable(text))), rest: '', isCut: false };
}

/** Programs that show no paragraphs put our mark and what announces it between other words: they get lines of their own. */
function markedLines(text: string, marks: readonly string[]): MailLine[] {
  const apart = text.split('\n').flatMap((line) => {
    const mark = marks.find((known) => line.includes(known));
    if (mark === undefined) return [line];
    const at = line.indexOf(mark);
    const before = line.slice(0, at);
    const after = line.slice(at + mark.length);
    const signs = line.startsWith('>') ? '> ' : '';
    return [before, signs + mark, ...(lettersOf(after) === '' ? [] : [signs + after])];
  });
  return mailLines(apart.flatMap(announcedApart).join('\n'));
}

function announcedApart(line: string): string[] {
  const whole = line.trimEnd();
  const at = endsInColon(whole) ? announcementWithin(whole, isAnnouncement) : 0;
  return at > 0 ? [line.slice(0, at), line.slice(at)] : [line];
}

/** What somebody wrote between the lines of an earlier mail, where those have quote signs. */
function unquoted(below: readonly MailLine[]): MailLine[] {
  const first = below.find(({ plain, isQuoted }) => plain !== '' || isQuoted);
  return first?.isQuoted ? below.filter(({ isQuoted }) => !isQuoted) : [];
}

/** Without a signature below `-- ` (RFC 3676), as far as nobody adds a word below it. */
function unsigned(lines: readonly MailLine[]): readonly MailLine[] {
  const at = lines.findIndex(({ raw }) => raw === '-- ' || raw === '--\u00a0');
  if (at < 0) return lines;
  const more = lines.findIndex((line, index) => index > at && isPostscript(line));
  return more < 0 ? lines.slice(0, at) : [...lines.slice(0, at), ...lines.slice(more)];
}

/** Where begins what is most likely a signature or an earlier mail. */
function foldAt(lines: readonly MailLine[]): number {
  const first = lines.findIndex(({ plain }) => plain !== '');
  for (let at = first + 1; at < lines.length; at += 1) {
    if (isSeparator(lineAt(lines, at).plain) || announcementLength(lines, at) > 0) return at;
    if (blockLength(lines, at) > 0 || isSignOff(lines, at)) return at;
  }
  return lines.length;
}

function countWords(lines: readonly MailLine[]): number {
  return lines.filter(({ plain }) => plain !== '').length;
}
