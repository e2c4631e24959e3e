import { fromUtf7, saysUtf7 } from './utf-7.js';

describe('UTF-7', () => {
  it.each([
    ['Hi Mom -+Jjo--!', 'Hi Mom -\u263a-!'],
    ['A+ImIDkQ.', 'A\u2262\u0391.'],
    ['Item 3 is +AKM-1.', 'Item 3 is £1.'],
    ['1 +- 1 = 2', '1 + 1 = 2'],
    ['+2D3cSw-', '\u{1f44b}'],
    ['a + b, c+', 'a + b, c+'],
    ['no shift at all', 'no shift at all'],
  ])('%s', (written, meant) => expect(fromUtf7(written)).toBe(meant));

  it.each([
    ['Subject: x\r\nContent-Type: text/plain; charset=UTF-7\r\n\r\n', true],
    ['Content-Type: text/plain;\r\n\tcharset="unicode-1-1-utf-7"\r\n\r\n', true],
    ['Content-Type: text/plain; charset=utf-8\r\n\r\nI like charset=utf-7', false],
    ['Content-Type: text/plain\r\n\r\n', false],
  ])('is what a part says of itself: %j', (raw, says) => expect(saysUtf7(raw)).toBe(says));
});
