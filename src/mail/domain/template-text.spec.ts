import { fill, hasUnknownVariable } from './template-text.js';

const VALUES = { 'visitor.name': 'Ada', 'member.name': 'Léa', 'brand.name': 'Maison Lumière' };

it('puts the values where they are named', () => {
  expect(fill('Hello {{visitor.name}},\n{{ member.name }} of {{brand.name}} wrote.', VALUES)).toBe(
    'Hello Ada,\nLéa of Maison Lumière wrote.',
  );
});

it('leaves a name that is not known out, with the space before it', () => {
  expect(fill('Hello {{visitor.name}},', { ...VALUES, 'visitor.name': null })).toBe('Hello,');
});

it('takes what a visitor calls themselves as it is, on one line', () => {
  const values = { ...VALUES, 'visitor.name': '{{member.name}}\r\nBcc: <all>' };
  expect(fill('Hello {{visitor.name}},', values)).toBe('Hello {{member.name}} Bcc: <all>,');
});

it.each([
  ['a name of ours', '{{ visitor.name }} {{brand.name}}', false],
  ['no name at all', 'Hello', false],
  ['single braces', 'Hello {name}', false],
  ['a name that does not exist', 'Hello {{visitor.nam}}', true],
  ['a path into something else', '{{constructor}}', true],
  ['a block of a template language', '{{#each x}}{{/each}}', true],
  ['braces that are not closed', 'Hello {{visitor.name', true],
  ['three braces', '{{{visitor.name}}}', true],
  ['nothing between the braces', '{{}}', true],
])('finds %s', (_, text, unknown) => expect(hasUnknownVariable(text)).toBe(unknown));

it('takes the spaces around a value away, and leaves a value of spaces out', () => {
  expect(fill('Hello {{visitor.name}},', { ...VALUES, 'visitor.name': ' \tAda \n' })).toBe('Hello Ada,');
});

it('takes braces on both sides of a name for what they are', () =>
  expect(hasUnknownVariable('{ {{visitor.name}}{')).toBe(false));

it('looks for names among ours alone', () => {
  for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty'])
    expect(fill(`Hello {{${name}}},`, VALUES)).toBe('Hello,');
});
