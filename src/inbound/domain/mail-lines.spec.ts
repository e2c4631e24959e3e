import { lettersOf, mailLines, storable, tidy } from './mail-lines.js';

const line = (text: string) => mailLines(text)[0];

describe('a line of a mail', () => {
  it('is kept as it came', () => {
    expect(mailLines('> *Oui*,  \n\ten laiton').map(({ raw }) => raw)).toEqual(['> *Oui*,  ', '\ten laiton']);
  });

  it.each([
    ['> Oui', 'Oui'],
    ['>> Oui', 'Oui'],
    ['> > Oui', 'Oui'],
    [' >Oui', 'Oui'],
    ['\u200f> Oui', 'Oui'],
    ['>', ''],
  ])('stands behind quote signs: %j', (text, plain) =>
    expect(line(text)).toEqual({ raw: text, plain, isQuoted: true }),
  );

  it.each([
    ['Oui > Non', 'Oui > Non'],
    ['  Oui,\t en \u00a0 laiton  ', 'Oui, en laiton'],
    ['*Oui*', 'Oui'],
    ['\u202bOui\u202c\u200b', 'Oui'],
    ['', ''],
  ])('stands behind none: %j', (text, plain) =>
    expect(line(text)).toEqual({ raw: text, plain, isQuoted: false }),
  );

  it('is read to its 800th sign', () => {
    const long = 'x'.repeat(900);
    expect(line(long)).toEqual({ raw: long, plain: 'x'.repeat(800), isQuoted: false });
  });
});

it('keeps a text in a form that can be stored', () => {
  expect(storable('a\r\nb\rc\nd')).toBe('a\nb\nc\nd');
  expect(storable('a\u0000b\u0000c')).toBe('a\ufffdb\ufffdc');
  expect(storable('a\ud83dc \u{1f600}')).toBe('a\ufffdc \u{1f600}');
});

it('tidies a text without touching how its lines begin', () => {
  expect(tidy(mailLines('\n\nOui,  \n\n \n\n  en laiton\n\nMerci\n\n'))).toBe('Oui,\n\n  en laiton\n\nMerci');
  expect(tidy([])).toBe('');
});

it('compares texts by their letters and figures alone', () => {
  expect(lettersOf('> — Écrivez\u00a0VOTRE *réponse* n° 12 —')).toBe('écrivezvotreréponsen12');
  expect(lettersOf('— …')).toBe('');
});
