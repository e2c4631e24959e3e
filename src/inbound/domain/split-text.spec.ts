import { splitText } from './split-text.js';

it('leaves a short text whole', () => {
  expect(splitText('  Hello  ', 10)).toEqual(['Hello']);
  expect(splitText('0123456789', 10)).toEqual(['0123456789']);
  expect(splitText('123456 890', 10)).toEqual(['123456 890']);
  expect(splitText('', 10)).toStrictEqual([]);
  expect(splitText(' \n ', 10)).toStrictEqual([]);
});

it('breaks where a paragraph, a line or a word ends', () => {
  expect(splitText('one two\n\nthree', 10)).toEqual(['one two', 'three']);
  expect(splitText('one two three', 10)).toEqual(['one two', 'three']);
  expect(splitText('one two\nx three', 10)).toEqual(['one two', 'x three']);
  expect(splitText('one tw\n\nx y z three', 12)).toEqual(['one tw', 'x y z three']);
});

it('keeps the blanks within a part, and none at its ends', () => {
  expect(splitText('one  two   three', 10)).toEqual(['one  two', 'three']);
});

it('breaks in the first half nowhere: parts would be too many', () => {
  expect(splitText('one twothreefour', 10)).toEqual(['one twothr', 'eefour']);
  expect(splitText('12345 789012345', 10)).toEqual(['12345 7890', '12345']);
  expect(splitText('123456 89012345', 10)).toEqual(['123456', '89012345']);
});

it('loses no sign and tears none apart', () => {
  const text = '😀'.repeat(25);
  const parts = splitText(text, 10);
  expect(parts.map((part) => [...part].length)).toEqual([10, 10, 5]);
  expect(parts.join('')).toBe(text);
});
