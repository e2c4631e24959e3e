import { placeholdersOf, withoutPlaceholders } from './placeholders.js';

it('finds what stands between double braces, with the blanks before it', () => {
  expect(placeholdersOf('Hello \t{{a}}\n  {{ b|c }}{{}}')).toEqual([
    { inside: 'a', from: 5, start: 7, end: 12 },
    { inside: ' b|c ', from: 13, start: 15, end: 24 },
    { inside: '', from: 24, start: 24, end: 28 },
  ]);
});

it('finds none where braces are single, open or crossed', () => {
  expect(placeholdersOf('{a} {{a} {{a{b}} }} {{')).toEqual([]);
  expect(placeholdersOf('{{{a}}}')).toEqual([{ inside: 'a', from: 1, start: 1, end: 6 }]);
});

it('puts words in their place, and leaves what it is told to leave', () => {
  const said = withoutPlaceholders('Hi {{a}}, {{b}} and\n {{a}}.', ({ inside }, blanks) =>
    inside === 'a' ? `${blanks}[A]` : null,
  );
  expect(said).toBe('Hi [A], {{b}} and\n [A].');
  expect(withoutPlaceholders('Hi  {{a}}!', () => '')).toBe('Hi!');
  expect(withoutPlaceholders('Hi!', () => 'never')).toBe('Hi!');
});
