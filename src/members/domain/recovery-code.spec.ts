import { recoveryCodeIn, recoveryCodeOf } from './recovery-code.js';

describe('a recovery code', () => {
  it('is two halves of five letters and figures, of as many random bytes', () => {
    expect(recoveryCodeOf(Uint8Array.of(0, 1, 9, 10, 31, 32, 255, 18, 64, 20, 99))).toBe('019az-0zj0m');
  });

  it('is read as it is shown', () => {
    const shown = recoveryCodeOf(Uint8Array.of(7, 99, 3, 250, 17, 201, 5, 88, 140, 12));
    expect(recoveryCodeIn(shown)).toBe(shown);
  });

  it.each(['019az-0zj0m', ' O19AZ 0ZJ0M ', 'ol9az0zjom', '0i9az–0zj0m', '0 1 9 a z 0 z j 0 m'])(
    'is found in %s',
    (typed) => expect(recoveryCodeIn(typed)).toBe('019az-0zj0m'),
  );

  it.each([
    '',
    '123456',
    '019az-0zj0',
    '019az-0zj0mm',
    '019az-0zj0u',
    '019az_0zj0m',
    `${' '.repeat(99)}019az-0zj0m`,
  ])('is not found in "%s"', (typed) => expect(recoveryCodeIn(typed)).toBeNull());
});
