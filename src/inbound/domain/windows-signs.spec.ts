import { withWindowsSigns } from './windows-signs.js';

it('reads signs of Windows that came as control characters', () => {
  expect(withWindowsSigns('\u0093l\u0092\u0080\u0094 \u009f')).toBe('“l’€” Ÿ');
});

it('leaves everything else', () => {
  expect(withWindowsSigns('é\u0081\n€')).toBe('é\u0081\n€');
});
