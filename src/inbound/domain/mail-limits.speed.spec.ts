import { exceededLimit } from './mail-limits.js';

it('looks at a mail made to keep it busy no longer than at another', () => {
  const begun = performance.now();
  exceededLimit(Buffer.from('boundary= '.repeat(2_500_000)));
  exceededLimit(Buffer.from('--boundary\r\n'.repeat(2_000_000)));
  expect(performance.now() - begun).toBeLessThan(5_000);
});
