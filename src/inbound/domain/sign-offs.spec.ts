import { mailLines } from './mail-lines.js';
import { isPostscript, isSignOff } from './sign-offs.js';

const isEnd = (text: string, at = 0) => isSignOff(mailLines(text), at);
const lines = (count: number, line = 'Ada') => Array.from({ length: count }, () => line).join('\n');

describe('a postscript', () => {
  it.each(['PS: call me', 'ps', 'P.S. call me', 'P.-S. : appelez', 'NB: call me', 'ملاحظة: اتصلوا'])(
    'begins like %s',
    (text) => expect(isPostscript(mailLines(text)[0])).toBe(true),
  );

  it.each(['', '(call me)', 'Psalm', 'PS2 is broken', 'call me, PS', 'nbsp'])(
    'does not begin like "%s"',
    (text) => expect(isPostscript(mailLines(text)[0])).toBe(false),
  );
});

describe('a signature', () => {
  it.each([
    'Regards\nAda\nLovelace Ltd',
    'Sincerely,\nAda\nLovelace Ltd',
    'MIT FREUNDLICHEN GRÜSSEN!\nAda\nBerlin'.replace('SS', 'ß'),
    'Cordialement.\n\nAda\n\nParis',
    'groeten,\nAda\nUtrecht',
  ])('begins with a closing: %j', (text) => expect(isEnd(text)).toBe(true));

  it.each(['', 'Bonjour\nAda\nParis', 'Regards to Bob\nAda\nParis', 'Regards, Ada\nLovelace\nLtd'])(
    'does not begin so: %j',
    (text) => expect(isEnd(text)).toBe(false),
  );

  it('goes on from where it begins, to the end', () => {
    expect(isEnd(`${'Oui.\n'.repeat(15)}Regards\nAda\nParis`, 15)).toBe(true);
    expect(isEnd('Oui.\nTrès bien.\nMerci.\nSent from my iPhone', 3)).toBe(true);
    expect(isEnd('Oui.\nRegards\nAda\nParis', 1)).toBe(true);
    expect(isEnd('Oui.\nRegards\nAda', 1)).toBe(false);
  });

  it('has three lines at least and ten at most, and blank ones between them', () => {
    expect(isEnd('Regards\nAda')).toBe(false);
    expect(isEnd(`Regards\n${lines(9)}`)).toBe(true);
    expect(isEnd(`Regards\n${lines(10)}`)).toBe(false);
    expect(isEnd(`Regards\nAda\nParis${'\n'.repeat(17)}`)).toBe(true);
    expect(isEnd(`Regards\nAda\nParis${'\n'.repeat(18)}`)).toBe(false);
  });

  it('asks nothing and says nothing long', () => {
    expect(isEnd(`Regards\nAda\n${'x'.repeat(80)}`)).toBe(true);
    expect(isEnd(`Regards\nAda\n${'x'.repeat(81)}`)).toBe(false);
    expect(isEnd('Regards\nAda\nWhere is it?')).toBe(false);
    expect(isEnd('Regards\nAda\nأين هو؟')).toBe(false);
    expect(isEnd('Regards\nAda\nWhy? GmbH')).toBe(true);
    expect(isEnd('Regards\nAda\nPS: call me')).toBe(false);
  });

  it('may begin with two dashes that lost their blank', () => {
    expect(isEnd('--\nAda')).toBe(true);
    expect(isEnd(`--\n${lines(10)}`)).toBe(true);
    expect(isEnd(`--\n${lines(11)}`)).toBe(false);
    expect(isEnd('--')).toBe(false);
    expect(isEnd('---\nAda')).toBe(false);
  });
});

describe('what a program adds', () => {
  it.each([
    'Sent from my iPhone',
    'GET OUTLOOK FOR iOS',
    'Envoyé depuis Yahoo',
    'Von meinem Telefon gesendet',
    'Verzonden vanaf mijn telefoon',
    'أرسلت من هاتفي',
  ])('is known: %s', (text) => expect(isEnd(text)).toBe(true));

  it('has three lines at most', () => {
    expect(isEnd(`Sent from my iPhone\n\n${lines(2)}`)).toBe(true);
    expect(isEnd(`Sent from my iPhone\n\n${lines(3)}`)).toBe(false);
  });

  it('asks nothing and says nothing long', () => {
    expect(isEnd('Sent from my iPhone\nWhere is it?')).toBe(false);
    expect(isEnd(`Sent from my ${'x'.repeat(67)}`)).toBe(true);
    expect(isEnd(`Sent from my ${'x'.repeat(68)}`)).toBe(false);
  });

  it.each(['Bonjour', 'It was sent from my shop', 'Sent'])('is not "%s"', (text) =>
    expect(isEnd(text)).toBe(false),
  );
});
