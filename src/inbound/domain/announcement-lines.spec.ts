import { announcementAbove, announcementWithin, isBare } from './announcement-lines.js';
import { isAnnouncement } from './announcements.js';
import { LONGEST_SIGN, mailLines } from './mail-lines.js';

const WROTE = 'Monday, 30 November 2026 at 20:10 Fjord Outfitters wrote:';

/** The line, taken apart where the announcement begins. */
function apart(line: string): [own: string, announcement: string] {
  const at = announcementWithin(line, isAnnouncement);
  return [line.slice(0, at), line.slice(at)];
}

describe('an announcement behind other words of its line', () => {
  it.each(['Yes. ', 'Yes.  ', 'Yes! ', '« Yes » '])('begins behind the end of a sentence: %j', (own) => {
    expect(apart(own + WROTE)).toEqual([own, WROTE]);
  });

  it('is none in the middle of a sentence, also where another has ended before', () => {
    for (const own of ['I read what on ', 'Fine. I read what came '])
      expect(apart(own + WROTE)).toEqual(['', own + WROTE]);
  });

  it('is found at the end of a line of any length', () => {
    const own = `${'so '.repeat(LONGEST_SIGN)}long. `;
    expect(apart(own + WROTE)).toEqual([own, WROTE]);
  });
});

describe('the lines of an announcement', () => {
  const above = (...lines: string[]) =>
    announcementAbove(mailLines(lines.join('\n')), lines.length, {
      is: (text) => text.endsWith(':'),
      us: { addresses: [], names: [] },
    });

  it('may be somebody’s own where it does not begin as announcements do', () => {
    expect(above(WROTE)).toEqual({ from: 0, certainFrom: 0 });
    expect(above(`I read what came ${WROTE}`)).toEqual({ from: 0, certainFrom: 1 });
  });

  it('begin with its day, where a program broke it behind that', () => {
    expect(above('On Mon, 30 November', 'at 8 PM Lea wrote:')).toEqual({ from: 0, certainFrom: 0 });
  });

  it('have names with signs in them, and no end of a sentence', () => {
    const isOfAnnouncement = (text: string) => isBare(text, { addresses: [], names: [] });
    expect(['Yahoo!Mail', 'Yahoo!'].map(isOfAnnouncement)).toEqual([true, false]);
  });
});
