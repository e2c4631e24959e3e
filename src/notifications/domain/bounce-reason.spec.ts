import { bounceReason } from './bounce-reason.js';

it('tells an address that is none from a mail that was not wanted', () => {
  for (const status of ['5.1.1', '5.1.2', '5.2.1', '']) expect(bounceReason(status)).toMatch(/^bounced:/);
  for (const status of ['5.2.2', '5.7.1', '4.4.7']) expect(bounceReason(status)).toBe(`returned:${status}`);
});
