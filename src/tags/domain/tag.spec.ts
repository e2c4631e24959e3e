import { nextColour, TAG_COLOURS, tagProblems } from './tag.js';

test('a tag needs a name of at most 40 characters and a colour of the palette', () => {
  expect(tagProblems({ name: 'Livraison 🚚', colour: 'teal' })).toEqual({});
  expect(tagProblems({ name: ' \u200b ', colour: 'teal' })).toEqual({ name: 'required' });
  expect(tagProblems({ name: '🚚'.repeat(40), colour: 'teal' })).toEqual({});
  expect(tagProblems({ name: ` ${'x'.repeat(40)} `, colour: 'teal' })).toEqual({});
  expect(tagProblems({ name: 'x'.repeat(41), colour: 'teal' })).toEqual({ name: 'too_long' });
  expect(tagProblems({ name: 'a\u0000', colour: '#fff' })).toEqual({
    name: 'characters_refused',
    colour: 'invalid_input',
  });
});

test('a new tag gets the colour that fewest have', () => {
  expect(nextColour([])).toBe('grey');
  expect(nextColour(['grey', 'red', 'orange'])).toBe('yellow');
  expect(nextColour([...TAG_COLOURS, 'grey'])).toBe('red');
});
