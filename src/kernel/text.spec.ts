import { isMailAddress, isOneLine, upTo } from './text.js';

it.each(['Ada', 'Maison Lumière', 'مقهى', 'Ada\u200f', '👩🏽‍💻'])('stays in its line: %j', (text) =>
  expect(isOneLine(text)).toBe(true),
);
it.each(['a\nb', 'a\r\nBcc: b', 'a\u001bb', 'a\u2028b', 'a\u2029b', 'a\u202eb', 'a\u2066b', 'a\u0085b'])(
  'does not: %j',
  (text) => expect(isOneLine(text)).toBe(false),
);

it.each(['ada@example.org', 'a.b+c@ex.co', 'élise@exemple.fr', 'ada@例え.jp'])(
  'can be written to: %s',
  (address) => expect(isMailAddress(address)).toBe(true),
);

it.each([
  'ada\u200b@example.org',
  'ada@exam\u00adple.org',
  'ada@example.org\u200e',
  '\ufeffada@example.org',
  'ada\u2060@example.org',
  'ada\u3164@example.org',
  'ada\ufe0f@example.org',
  'ada @example.org',
  'ada\u00a0@example.org',
  'ada@example',
  '@example.org',
  'a@b.c, d@e.f',
  `${'a'.repeat(250)}@b.cd`,
])('is no address: %j', (address) => expect(isMailAddress(address)).toBe(false));

it.each([
  ['ada@example.org', '@', 'ada'],
  ['a@b@c', '@', 'a'],
  ['@example.org', '@', ''],
  ['ada', '@', 'ada'],
  ['body{}</style></style>', '</style>', 'body{}'],
  ['a.b', /[.]/, 'a'],
  ['Ada, Bo; Cy', /[;,]/, 'Ada'],
  ['Ada', /[;,]/, 'Ada'],
])('of %j up to %s is %j', (text, sign, begin) => expect(upTo(text, sign)).toBe(begin));
