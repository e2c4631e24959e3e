import { isText, textOf } from './text-encoding.js';

const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');

it.each([
  ['UTF-8', Buffer.from('Où est ma commande ? 👋')],
  ['UTF-8 with its mark', Buffer.from('\ufeffcolonne;prix\r\n')],
  ['UTF-16 with its mark', utf16('Où est ma commande ? 👋')],
  ['UTF-16 the other way round', utf16('日本語').swap16()],
  ['Windows-1252', Buffer.from([0x4f, 0xf9, 0x20, 0x80, 0x20, 0x93, 0x6f, 0x6b, 0x94, 0x0d, 0x0a])],
  ['ISO 8859-1', Buffer.from('Ça coûte 5 £\n', 'latin1')],
])('is text: %s', (_, bytes) => {
  expect(isText(bytes)).toBe(true);
});

it.each([
  ['a program', Buffer.from('MZ\u0000\u0000this program cannot be run')],
  ['NUL in UTF-16', utf16('a\u0000b')],
  ['half a sign of UTF-16', utf16('abc').subarray(0, 7)],
  ['a lone surrogate', Buffer.concat([utf16(''), Buffer.from([0x3d, 0xd8])])],
  ['UTF-16 without its mark', Buffer.from('abc', 'utf16le')],
  ['bytes that Windows-1252 has no sign for', Buffer.from([0x61, 0x81, 0x8d, 0xe9])],
  ['escapes of a terminal', Buffer.from('\u001b[2Jgone')],
])('is none: %s', (_, bytes) => {
  expect(isText(bytes)).toBe(false);
});

it.each([
  ['UTF-8 without its mark', Buffer.from('\ufeffÉlodie'), 'Élodie'],
  ['UTF-16', utf16('Zoë 👋'), 'Zoë 👋'],
  ['Windows-1252', Buffer.from([0x9c, 0x75, 0x76, 0x72, 0x65, 0x20, 0x80, 0x20, 0xc9, 0x92]), 'œuvre € É’'],
])('is read from %s', (_, bytes, text) => {
  expect(textOf(bytes)).toBe(text);
});

it('is not read from what is none', () => {
  expect(textOf(Buffer.from('MZ\u0000\u0000'))).toBeNull();
});
