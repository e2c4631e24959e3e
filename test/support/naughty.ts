/** A text that people, attackers or broken clients send. */
export interface NaughtyText {
  name: string;
  text: string;
  /**
   * Whether a message may be refused for it: Postgres cannot store NUL, JSON's lone surrogates are no text, and
   * some are too long. Everything else is stored to the letter.
   */
  mayBeRefused: boolean;
}

const ordinary = (name: string, text: string): NaughtyText => ({ name, text, mayBeRefused: false });
const refusable = (name: string, text: string): NaughtyText => ({ name, text, mayBeRefused: true });

export const NAUGHTY_TEXTS: NaughtyText[] = [
  ordinary('right to left', 'مرحبا، كيف حالك؟ שלום'),
  ordinary('right-to-left override', 'invoice\u202egpj.exe\u202c'),
  ordinary('directional isolates', '\u2067abc\u2069 \u2066def\u2069'),
  ordinary('zero-width characters', 'a\u200bb\u200cc\u200dd\u2060e\ufefff'),
  ordinary('soft hyphen and no-break spaces', 'co\u00adopérer\u00a0?\u202f!'),
  ordinary('combining marks without end', `Z${'\u0301\u0323'.repeat(60)}algo`),
  ordinary('decomposed and composed', 'e\u0301 é ﬁ ① Å Å'),
  ordinary('family of emoji', '👩\u200d👩\u200d👧\u200d👦 👍🏽 🏳\ufe0f\u200d🌈 🇫🇷🇫🇷 1\ufe0f⃣'),
  ordinary('astral letters', '𝒯𝑒𝓍𝓉 𠜎𠜱 𐍈'),
  ordinary('unassigned and private use', '\u0378 \ue000 \u{10fffd}'),
  ordinary('line and paragraph separators', 'a\u2028b\u2029c\u0085d'),
  ordinary('line breaks of every kind', 'a\r\nb\rc\n\n\nd\te'),
  ordinary('long word', 'x'.repeat(3_900)),
  ordinary('markup', '<b>bold</b> & <i>not</i> &amp; &#x27; "quoted"'),
  ordinary('script', '<script>alert(1)</script><img src=x onerror=alert(1)>'),
  ordinary('closing tags', '</textarea></script></style></title><svg onload=alert(1)>'),
  ordinary('attribute escape', `" onmouseover="alert(1)" x='y`),
  ordinary('handlebars', '{{constructor.constructor "alert(1)"}} {{{raw}}} {{> layout}} {{#with this}}'),
  ordinary('other templates', '${7*7} #{7*7} <%= 7*7 %> {% raw %} $(id) `id` @{7}'),
  ordinary('formula', '=HYPERLINK("http://evil.test","x")'),
  ordinary('formula with at', '@SUM(1+1)*cmd|"/C calc"!A0'),
  ordinary('formula with plus', '+33 6 12 34 56 78'),
  ordinary('formula with minus', '-2+3+cmd|" /C calc"!A0'),
  ordinary('sql', `'; DROP TABLE entries; -- " OR 1=1 /* */ \\' $1 %s ?`),
  ordinary('sql wildcards', '100%_\\ [a-z]* .* ^$'),
  ordinary('prototype names', '__proto__ constructor toString hasOwnProperty'),
  ordinary('words that look like values', 'null'),
  ordinary('undefined as a word', 'undefined'),
  ordinary('NaN as a word', 'NaN'),
  ordinary('number as text', '1e309'),
  ordinary('zero', '0'),
  ordinary('false as a word', 'false'),
  ordinary('i18next nesting', '$t(messenger:send) {{count}} %{name} {0}'),
  ordinary('message format', '{count, plural, one {#} other {#}}'),
  ordinary('header injection', 'Subject\r\nBcc: everybody@example.test\r\n\r\nBody'),
  ordinary('paths', '../../../../etc/passwd ..\\..\\windows\\win.ini file:///etc/passwd'),
  ordinary('links', 'javascript:alert(1) data:text/html,<script>1</script> vbscript:x http://a b'),
  ordinary('link without an end', `https://example.test/${'a'.repeat(1_500)}?q=%00%ff%zz#"><svg>`),
  ordinary('homograph link', 'https://аррӏе.com/ https://user:pass@example.test@evil.test/'),
  ordinary('escape sequences', '\\u0000 \\x00 \\n %00 %0d%0a &#0;'),
  ordinary('control characters', 'bell\u0007 backspace\u0008 escape\u001b[31mred\u001b[0m delete\u007f'),
  ordinary('c1 controls', '\u0080\u0090\u009b31m\u009f'),
  ordinary('byte order mark first', '\ufeffhello'),
  ordinary('noncharacters', '\ufffe\uffff\u{1fffe}'),
  ordinary('replacement character', '\ufffd\ufffd'),
  ordinary('spaces around', 'a' + ' '.repeat(50) + 'b'),
  ordinary('turkish letters', 'İIıi ẞß ǅ'),
  ordinary('quotes of many kinds', `"'«»„“‚‘‹›`),
  refusable('only spaces', ' \t\u00a0\u2003 '),
  refusable('only invisible', '\u200b\u200d\u2060\ufeff'),
  refusable('empty', ''),
  refusable('NUL', 'before\u0000after'),
  refusable('only NUL', '\u0000'),
  refusable('high surrogate alone', 'a\ud83db'),
  refusable('low surrogate alone', 'a\ude00b'),
  refusable('surrogates in the wrong order', '\ude00\ud83d'),
  refusable('one more than a message holds', 'x'.repeat(4_001)),
  refusable('a hundred thousand emoji', '👍'.repeat(100_000)),
  refusable('one megabyte', 'x'.repeat(1_048_576)),
];

/** What may stand where a text is expected. Every one of these is a clear refusal, never a fault of the server. */
export const WRONG_TYPES: { name: string; value: unknown }[] = [
  { name: 'null', value: null },
  { name: 'a number', value: 12 },
  { name: 'a number beyond every integer', value: 1e300 },
  { name: 'true', value: true },
  { name: 'an empty list', value: [] },
  { name: 'a list of texts', value: ['a', 'b'] },
  { name: 'an object', value: { a: 1 } },
  { name: 'an operator', value: { $ne: null } },
  { name: 'an object that says it is a text', value: { toString: 'x', length: 3 } },
];

/** Bodies that are no proper JSON object of ours, as raw text. */
export const NAUGHTY_BODIES: { name: string; body: string }[] = [
  { name: 'nothing', body: '' },
  { name: 'half an object', body: '{"body": "a' },
  { name: 'a bare word', body: 'hello' },
  { name: 'a bare list', body: '[]' },
  { name: 'a bare null', body: 'null' },
  { name: 'JSON 200,000 levels deep', body: '['.repeat(200_000) + ']'.repeat(200_000) },
  { name: 'objects 50,000 levels deep', body: '{"a":'.repeat(50_000) + '1' + '}'.repeat(50_000) },
  {
    name: 'a prototype',
    body: '{"__proto__": {"admin": true}, "constructor": {"prototype": {"admin": true}}}',
  },
  { name: 'the same key twice', body: '{"body": "a", "body": {"b": 1}}' },
  { name: 'an escaped NUL', body: '{"body": "a\\u0000b"}' },
  { name: 'an escaped lone surrogate', body: '{"body": "a\\ud83d"}' },
  { name: 'two megabytes', body: `{"body": "${'x'.repeat(2_097_152)}"}` },
  { name: 'not a number', body: '{"body": NaN}' },
];

export const NOT_IDS = [
  '0',
  '-1',
  'null',
  'undefined',
  '00000000-0000-0000-0000-000000000000',
  '00000000-0000-0000-0000-00000000000',
  '{}',
  '%00',
  '%ff',
  '..%2f..%2fadmin',
  "1' OR '1'='1",
  'a'.repeat(3_000),
  '\u202e',
];

export const NOT_ZONES = [
  '',
  'Europe/Atlantis',
  '+25:00',
  'UTC+1',
  'GMT0GMT',
  '../../etc/passwd',
  '__proto__',
];

/** Local times that a zone skips in spring, or that no calendar has. */
export const TIMES_THAT_DO_NOT_EXIST = [
  { at: '2026-03-29T02:30:00', zone: 'Europe/Paris' },
  { at: '2026-03-29T01:30:00', zone: 'Europe/London' },
  { at: '2026-03-08T02:30:00', zone: 'America/New_York' },
  { at: '2026-02-30T10:00:00', zone: 'Europe/Paris' },
  { at: '2026-13-01T10:00:00', zone: 'Europe/Paris' },
  { at: '2026-06-01T24:30:00', zone: 'Europe/Paris' },
];

export const NOT_PHONES = [
  '',
  '+',
  '123',
  '+33 6',
  '+999 12345678',
  '06 12 34 56 7x',
  '+336123456789012345',
  '((((',
];

export const NOT_EMAILS = [
  '',
  'anna',
  '@example.test',
  'anna@',
  'anna@@example.test',
  'anna@example..test',
  'anna example@test',
  'anna@example.test\r\nBcc: all@example.test',
  '"anna@example.test',
  `${'a'.repeat(65)}@example.test`,
  `anna@${'a'.repeat(250)}.test`,
  'anna@example.test, tom@example.test',
  '<anna@example.test>',
];

export const ODD_EMAILS = [
  'anna+causerie@example.test',
  "o'neil@example.test",
  'ANNA@Example.TEST',
  'a@b.co',
];

export const HOSTILE_FILE_NAMES = [
  '../../etc/passwd',
  '..\\..\\boot.ini',
  'a'.repeat(300) + '.png',
  'photo.png\u0000.exe',
  'photo\u202egnp.exe',
  '.htaccess',
  'CON',
  'photo.png/../../x',
  '"; filename="x.html',
  'a\r\nSet-Cookie: x=1.png',
  '<img src=x onerror=alert(1)>.png',
  '',
  '.',
  '..',
];

/** Contents that are not what their name says. */
export const HOSTILE_FILES: { name: string; type: string; content: Buffer }[] = [
  { name: 'page.png', type: 'image/png', content: Buffer.from('<html><script>alert(1)</script></html>') },
  {
    name: 'drawing.svg',
    type: 'image/svg+xml',
    content: Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>',
    ),
  },
  { name: 'empty.png', type: 'image/png', content: Buffer.alloc(0) },
  { name: 'cut.png', type: 'image/png', content: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') },
  {
    name: 'bomb.png',
    type: 'image/png',
    content: Buffer.from(
      '89504e470d0a1a0a0000000d494844520000ffff0000ffff0802000000' + '00000000' + '0000000049454e44ae426082',
      'hex',
    ),
  },
  { name: 'program.pdf', type: 'application/pdf', content: Buffer.from('MZ\u0090\u0000\u0003') },
  { name: 'both.gif', type: 'image/gif', content: Buffer.from('GIF89a/*<script>*/=1;alert(1)//</script>') },
];
