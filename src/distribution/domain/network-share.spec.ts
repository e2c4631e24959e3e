import { shareOfNetwork } from './network-share.js';

it.each([
  [100, 50],
  [21, 10],
  [12, 6],
  [11, 5],
  [10, 5],
  [3, 5],
])('of a queue of %i places one network may hold %i', (threshold, share) => {
  expect(shareOfNetwork(threshold)).toBe(share);
});
