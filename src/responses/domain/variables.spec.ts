import { filled, unknownVariables, type VariableValues } from './variables.js';

const VALUES: VariableValues = {
  'visitor.name': 'Camille',
  'visitor.email': 'camille@example.test',
  'member.name': 'Léa',
  'brand.name': 'Maison Lumière',
  'site.name': 'Boutique',
};
const NOBODY: VariableValues = { ...VALUES, 'visitor.name': null, 'visitor.email': null };

test('variables are replaced by what is known', () => {
  expect(filled('Bonjour {{visitor.name}}, ici {{ member.name }} ({{brand.name}}).', VALUES)).toBe(
    'Bonjour Camille, ici Léa (Maison Lumière).',
  );
});

test('what is not known is said by other words, or left out with its space', () => {
  expect(filled('Bonjour {{visitor.name|à vous}} !', NOBODY)).toBe('Bonjour à vous !');
  expect(filled('Bonjour {{visitor.name}}, merci.', NOBODY)).toBe('Bonjour, merci.');
  expect(filled('Bonjour\u00a0{{visitor.name}}\u00a0!\nMerci {{visitor.name}}', NOBODY)).toBe(
    'Bonjour\u00a0!\nMerci',
  );
  expect(filled('{{visitor.name}}, merci.', NOBODY)).toBe('merci.');
  expect(filled('{{visitor.name|Bonjour}}, merci.', NOBODY)).toBe('Bonjour, merci.');
});

test('words for an unknown name stand where the response has none of its own', () => {
  const instead = { 'visitor.name': 'dear customer' };
  expect(filled('Hello {{visitor.name}}!', NOBODY, instead)).toBe('Hello dear customer!');
  expect(filled('Hello {{visitor.name|there}}!', NOBODY, instead)).toBe('Hello there!');
  expect(filled('Hello {{visitor.name|}}!', NOBODY, instead)).toBe('Hello!');
  expect(filled('Hello {{visitor.name}}!', VALUES, instead)).toBe('Hello Camille!');
  expect(filled('{{visitor.name}}, thank you.\n{{visitor.name}}, bye', NOBODY, instead)).toBe(
    'Dear customer, thank you.\nDear customer, bye',
  );
  expect(filled('Hello {{visitor.name}}!', NOBODY, { 'visitor.name': '' })).toBe('Hello!');
});

test('what is no variable stays as it was typed', () => {
  expect(filled('Bonjour {{nobody}} {{#if x}}', VALUES)).toBe('Bonjour {{nobody}} {{#if x}}');
});

test('a line of its own stays one', () => {
  expect(filled('Merci,\n  {{member.name}}\n{{brand.name}}', VALUES)).toBe('Merci,\n  Léa\nMaison Lumière');
  expect(filled('À\n{{visitor.name}}\nmerci', NOBODY)).toBe('À\n\nmerci');
});

test('a value is text, whatever stands in it', () => {
  const values = { ...VALUES, 'visitor.name': '{{member.name}} $& $1 {{#each this}}' };
  expect(filled('Hello {{visitor.name}}!', values)).toBe('Hello {{member.name}} $& $1 {{#each this}}!');
});

test('what is no variable is found, as it was typed', () => {
  expect(unknownVariables('Hello {{visitor.name}} {single} }}')).toEqual([]);
  expect(unknownVariables('Hello {{visitor.nam}} {{visitor.nam}} {{#if a}}x{{/if}}')).toEqual([
    '{{visitor.nam}}',
    '{{#if a}}',
    '{{/if}}',
  ]);
  expect(unknownVariables('Hello {{visitor.name')).toEqual(['{{visitor.name']);
  expect(unknownVariables('Hello {{{visitor.name}}}')).toEqual([]);
  expect(unknownVariables('Hello {{constructor}} {{}}')).toEqual(['{{constructor}}', '{{}}']);
});

test('words in the place of a value stand without the spaces around them, and as they were typed', () => {
  expect(filled('Hello {{ visitor.name | there }}!', NOBODY)).toBe('Hello there!');
  expect(filled('{{visitor.name|dear customer}}, hello', NOBODY, { 'visitor.name': 'you' })).toBe(
    'dear customer, hello',
  );
  expect(filled('{{visitor.name|a|b}}', NOBODY)).toBe('a|b');
  expect(filled('{{|a}} {{ |b}}', NOBODY)).toBe('{{|a}} {{ |b}}');
  expect(unknownVariables('{{|a}}')).toEqual(['{{|a}}']);
});

test('a comma at the beginning goes only with what it stood behind', () => {
  expect(filled(', hello', NOBODY)).toBe(', hello');
  expect(filled('{{visitor.name}}Hello, dear', NOBODY)).toBe('Hello, dear');
  expect(filled(' \n{{visitor.name}}, {{member.name}}, hello', NOBODY)).toBe('Léa, hello');
  expect(filled('{{member.name}}, hello', NOBODY)).toBe('Léa, hello');
  expect(filled(' {{member.name}}, hello', NOBODY)).toBe(' Léa, hello');
  expect(filled(', hello {{visitor.name}}', NOBODY)).toBe(', hello');
  expect(filled(', {{nobody}}', NOBODY)).toBe(', {{nobody}}');
  expect(filled(' {{nobody|}}, hello', NOBODY)).toBe(' {{nobody|}}, hello');
});

test('names that every object has are no variables', () => {
  for (const name of ['constructor', '__proto__', 'toString']) {
    expect(filled(`Hello {{${name}}}`, NOBODY)).toBe(`Hello {{${name}}}`);
    expect(unknownVariables(`{{${name}}}`)).toEqual([`{{${name}}}`]);
  }
});
