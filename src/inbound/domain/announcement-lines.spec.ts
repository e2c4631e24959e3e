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

  it('have names of ours in small letters', () => {
    const us = { addresses: [], names: ['fjord outfitters'] };
    expect(['fjord outfitters', 'fjord jackets'].map((text) => isBare(text, us))).toEqual([true, false]);
  });
});

describe('where an announcement certainly begins', () => {
  const us = { addresses: ['reply@shop.test'], names: ['lea martin'] };
  const above = (...lines: string[]) =>
    announcementAbove(mailLines(lines.join('\n')), lines.length, { is: (text) => text.endsWith(':'), us });
  const ITS_OWN = { from: 0, certainFrom: 0 };
  const NOWHERE = { from: 0, certainFrom: 1 };

  it('is two lines above, where its day stands there and its hour goes on', () => {
    expect(above('On Mon, 30 November', 'UTC 2026', 'at 8 PM Lea wrote:')).toEqual(ITS_OWN);
  });

  it('is not on a line above that says more than a date', () => {
    expect(above('On Mon, 30 November my order came', 'at 8 PM Lea wrote:')).toEqual({
      from: 1,
      certainFrom: 2,
    });
    expect(above('On Mon, 30 November', 'I saw it all', 'at 8 PM Lea wrote:')).toEqual({
      from: 2,
      certainFrom: 3,
    });
  });

  it('is not on a dated line above, where the last one goes on with nothing of a date', () => {
    expect(above('On Mon, 30 November', 'Lea wrote:')).toEqual({ from: 1, certainFrom: 2 });
  });

  it.each([
    ['le la à lundi 30 novembre Lea:', ITS_OWN],
    ['le la à a lundi 30 novembre Lea:', NOWHERE],
    ['On, Mon, 30 November at 20:10 Lea wrote:', ITS_OWN],
    ['Mon Anna Bert Carl Dora 30 Lea:', ITS_OWN],
    ['Mon Anna Bert Carl Dora Emil 30 Lea:', NOWHERE],
    ['On 12.5 Lea:', ITS_OWN],
    ['On 12 .5 Lea:', NOWHERE],
  ])('is at a day behind three small words at most, with its date in six: %s', (line, where) => {
    expect(above(line)).toEqual(where);
  });

  it.each([
    ['Lea Martin 12:30:', ITS_OWN],
    ['« Lea Martin 12:30:', ITS_OWN],
    ['Max Martin 12:30:', NOWHERE],
    ['Max <max@else.test>:', ITS_OWN],
    ['it was Max <max@else.test>:', NOWHERE],
  ])('is at a name of ours, or any with an address: %s', (line, where) => {
    expect(above(line)).toEqual(where);
  });

  it.each([
    ...['<', '< ', '(', '[', 'mailto:'].map(
      (sign) => [`it came from ${sign}reply@shop.test:`, ITS_OWN] as const,
    ),
    ['it came from reply@shop.test:', NOWHERE] as const,
    ['it came from <reply@else.test>:', NOWHERE] as const,
  ])('is where our address stands in brackets: %s', (line, where) => {
    expect(above(line)).toEqual(where);
  });
});
