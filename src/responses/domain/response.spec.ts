import { folded, responseProblems, tidied, type ResponseState } from './response.js';

const LOCALES = ['fr', 'en', 'ar'];
const response = (change: Partial<ResponseState> = {}): ResponseState => ({
  scope: 'brand',
  groupId: null,
  shortcut: 'livraison',
  title: 'Délais de livraison',
  bodies: { fr: 'Bonjour {{visitor.name}}' },
  ...change,
});
const problems = (change: Partial<ResponseState>) => responseProblems(tidied(response(change)), LOCALES);

test('a response has a shortcut, a title and a text in at least one language', () => {
  expect(problems({})).toEqual({});
  expect(problems({ shortcut: ' /délai-2_b ' })).toEqual({});
  expect(problems({ shortcut: 'شحن', bodies: { ar: 'مرحبا' } })).toEqual({});
  expect(problems({ shortcut: '/', title: ' ', bodies: { fr: ' ' } })).toEqual({
    shortcut: 'required',
    title: 'required',
    bodies: 'response_text_needed',
  });
});

test('a shortcut is one word of at most 30 characters', () => {
  for (const shortcut of ['two words', 'a/b', 'x'.repeat(31), 'a\u0000', '{{x}}'])
    expect(problems({ shortcut })).toEqual({ shortcut: 'shortcut_invalid' });
});

test('a text fits into a message and names only variables that exist', () => {
  expect(problems({ bodies: { fr: '🚚'.repeat(4000) } })).toEqual({});
  expect(problems({ bodies: { fr: 'x'.repeat(4001), en: '{{visitor.nam}}', ar: 'a\ud800' } })).toEqual({
    body_fr: 'message_too_long',
    body_en: 'response_variable_unknown',
    body_ar: 'characters_refused',
  });
  expect(problems({ bodies: { fr: '\u200b' } })).toEqual({ body_fr: 'text_needed' });
  expect(problems({ bodies: { xx: 'Hello' } })).toEqual({ body_xx: 'invalid_input' });
});

test('only a response of a group keeps a group', () => {
  expect(tidied(response({ scope: 'mine', groupId: 'g' })).groupId).toBeNull();
  expect(tidied(response({ scope: 'group', groupId: 'g' })).groupId).toBe('g');
});

test('accents and case make no difference to a search', () => {
  expect(folded('Délai de RÉTRACTATION')).toBe('delai de retractation');
});

test('a title is a line of at most 80 characters that can be kept, without the spaces around it', () => {
  expect(tidied(response({ title: '  Livraison ' })).title).toBe('Livraison');
  expect(problems({ title: 'x'.repeat(80), shortcut: 'y'.repeat(30) })).toEqual({});
  expect(problems({ title: 'x'.repeat(81) })).toEqual({ title: 'too_long' });
  expect(problems({ title: 'a\ud800' })).toEqual({ title: 'characters_refused' });
});
