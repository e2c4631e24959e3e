import { bounceReason } from './bounce-reason.js';

it('tells an address that is none from a mail that was not wanted', () => {
  for (const status of ['5.1.1', '5.1.2', '5.2.1', '']) expect(bounceReason(status)).toMatch(/^bounced:/);
  for (const status of ['5.2.2', '5.7.1', '4.4.7']) expect(bounceReason(status)).toBe(`returned:${status}`);
});

it('says what was said, and the general status where nothing was', () => {
  expect(bounceReason('5.1.1')).toBe('bounced:5.1.1');
  expect(bounceReason('')).toBe('bounced:5.0.0');
  for (const status of ['5.1.10', '5.0.0', '5.4.4']) expect(bounceReason(status)).toBe(`bounced:${status}`);
  for (const status of ['15.1.1', '5.2.10', '5.4.45', '5.3.1'])
    expect(bounceReason(status)).toBe(`returned:${status}`);
});

it('finds no fault with an address where a server refused ours', () => {
  for (const status of ['5.1.7', '5.1.8']) expect(bounceReason(status)).toBe(`sender_refused:${status}`);
  for (const status of ['5.1.70', '5.1.81']) expect(bounceReason(status)).toBe(`bounced:${status}`);
});
