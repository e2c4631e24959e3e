import { splitText } from './split-text.js';

it('leaves a short text whole', () => {
  expect(splitText('  Hello  ', 10)).toEqual(['Hello']);
  expect(splitText('', 10)).toEqual([]);
});

it('breaks where a paragraph, a line or a word ends', () => {
  expect(splitText('one two\n\nthree', 10)).toEqual(['one two', 'three']);
  expect(splitText('one two three', 10)).toEqual(['one two', 'three']);
});

it('loses no sign and tears none apart', () => {
  const text = '😀'.repeat(25);
  const parts = splitText(text, 10);
  expect(parts.map((part) => [...part].length)).toEqual([10, 10, 5]);
  expect(parts.join('')).toBe(text);
});
