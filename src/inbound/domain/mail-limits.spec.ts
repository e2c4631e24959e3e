import { exceededLimit } from './mail-limits.js';

const mail = (...lines: string[]) => Buffer.from(lines.join('\r\n'));
const repeated = (line: string, times: number) => `${line}\r\n`.repeat(times);
const nested = (depth: number) =>
  Array.from({ length: depth }, (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}`);
const parts = (count: number) =>
  mail('Content-Type: multipart/mixed;', ' boundary="b"', '', repeated('--b\r\n\r\nx', count));

const partsOf = (declaration: string, line: string, end = '\r\n') =>
  Buffer.from([`Content-Type: multipart/mixed; ${declaration}`, '', `${line}${end}`.repeat(1_001)].join(end));

it.each([
  ['none of a small one', mail('Subject: x', '', 'Hello'), null],
  ['none of an empty one', mail(), null],
  ['none of a thousand parts', parts(1_000), null],
  ['parts', parts(1_001), 'parts'],
  ['none of a hundred multiparts', mail(...nested(100)), null],
  ['nesting', mail(...nested(101)), 'nesting'],
  ['nesting of two thousand', mail(...nested(2_000)), 'nesting'],
  ['none of 24 MB as programs encode it', mail('Subject: x', '', repeated('A'.repeat(76), 330_000)), null],
  ['lines', mail('Subject: x', '', repeated('', 500_000)), 'lines'],
  [
    'lines of a mail that ends them its own way',
    Buffer.from(`Subject: x\n\n${'\n'.repeat(500_000)}`),
    'lines',
  ],
  ['none of a line of a million signs', mail('Subject: x', '', 'x'.repeat(1_000_000)), null],
  ['the length of a line', mail('Subject: x', '', 'x'.repeat(1_000_001)), 'line_length'],
  ['none of five thousand lines of headers', mail(repeated('X-A: b', 5_000), ''), null],
  ['headers', mail(repeated('X-A: b', 5_001), ''), 'headers'],
  ['headers that are folded', mail('X-A: b', repeated(' b', 5_000), ''), 'headers'],
  ['parts of a boundary in quotes', partsOf('boundary = "b c"', '--b c'), 'parts'],
  ['parts of a bare boundary', partsOf('boundary=b', '--b'), 'parts'],
  ['parts of a boundary in capitals', partsOf('BOUNDARY=b', '--b'), 'parts'],
  ['parts of a boundary with a capital', partsOf('Boundary=b', '--b'), 'parts'],
  ['parts that end in blanks', partsOf('boundary=b', '--b \t'), 'parts'],
  ['parts of a mail that ends lines its own way', partsOf('boundary=b', '--b', '\n'), 'parts'],
  ['parts of the longest boundary', partsOf(`boundary="${'b'.repeat(70)}"`, `--${'b'.repeat(70)}`), 'parts'],
  [
    'none of a boundary that is too long',
    partsOf(`boundary="${'b'.repeat(71)}"`, `--${'b'.repeat(71)}`),
    null,
  ],
  ['none of lines that begin as a boundary does', partsOf('boundary=b', '--bb'), null],
  ['none of lines that end as a boundary does', partsOf('boundary=b', 'x--b'), null],
  ['none of lines with a dash too few', partsOf('boundary=b', '-b'), null],
  ['none of lines that only end as one', partsOf('boundary=b', 'xxb'), null],
  ['none of lines with one dash', partsOf('boundary=b', '-xb'), null],
  ['none of lines with a dash behind a sign', partsOf('boundary=b', 'x-b'), null],
  ['parts in lines as long as any boundary may be', partsOf('boundary=b', `--b${' '.repeat(77)}`), 'parts'],
  ['parts of what a mail begins with', Buffer.from(`boundary=b\n\n${'--b\n'.repeat(1_001)}`), 'parts'],
  ['none of a hundred multiparts and a word', mail(...nested(100), 'boundary x'), null],
  ['parts behind ten thousand words', partsOf(`${'boundary '.repeat(10_000)}boundary=b`, '--b'), 'parts'],
  [
    'none behind more words than are looked at',
    partsOf(`${'boundary '.repeat(10_001)}boundary=b`, '--b'),
    null,
  ],
  ['none of just half a million lines', Buffer.from('\n'.repeat(500_000)), null],
  ['lines of nothing', Buffer.from('\n'.repeat(500_001)), 'lines'],
  ['none of lines longer than any boundary', partsOf('boundary=b', `--b${' '.repeat(78)}`), null],
  ['none of a boundary that is nothing', partsOf('boundary=""', '--'), null],
  ['none of a boundary named elsewhere', partsOf('boundary x=b', '--b'), null],
  [
    'none of five thousand lines of headers before a long text',
    mail(repeated('X-A: b', 5_000), repeated('x', 9_000)),
    null,
  ],
  ['the length of the last line alone', mail('x'.repeat(1_000_001)), 'line_length'],
  ['none of half a million lines', mail(repeated('', 500_000).slice(2)), null],
  ['none of rules in a text', mail('Subject: x', '', repeated('--b', 2_000)), null],
])('tells which limit a mail exceeds: %s', (_, raw, limit) => {
  expect(exceededLimit(raw)).toBe(limit);
});
