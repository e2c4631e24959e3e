import { unflowed } from './flowed-text.js';

it.each([
  ['One \nline.\nTwo', false, 'One line.\nTwo'],
  ['> One \n> line.\nMine', false, '> One line.\nMine'],
  ['> One \nMine', false, '> One \nMine'],
  ['Yes \n-- \nAda', false, 'Yes \n-- \nAda'],
  [' From Ada\n  two', false, 'From Ada\n two'],
  ['こん \nにちは', true, 'こんにちは'],
  ['', false, ''],
])('puts %j together', (text, deleteSpace, expected) => {
  expect(unflowed(text, { deleteSpace })).toBe(expected);
});
