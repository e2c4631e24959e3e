import { exceededLimit } from './mail-limits.js';

const mail = (...lines: string[]) => Buffer.from(lines.join('\r\n'));
const repeated = (line: string, times: number) => `${line}\r\n`.repeat(times);
const nested = (depth: number) =>
  Array.from({ length: depth }, (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}`);
const parts = (count: number) =>
  mail('Content-Type: multipart/mixed;', ' boundary="b"', '', repeated('--b\r\n\r\nx', count));

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
  ['none of rules in a text', mail('Subject: x', '', repeated('--b', 2_000)), null],
])('tells which limit a mail exceeds: %s', (_, raw, limit) => {
  expect(exceededLimit(raw)).toBe(limit);
});
