import { isHeic } from './heic.js';

it.each([
  ['IMG_0001.HEIC', 'image/heic', true],
  ['IMG_0001.HEIC', '', true],
  ['burst.heif', 'image/heif-sequence', true],
  ['IMG_0001.HEIC', 'image/jpeg', false],
  ['photo.jpg', 'image/jpeg', false],
  ['heic.txt', '', false],
])('tells pictures that cannot be sent by type, else by name: %s %s', (name, type, expected) => {
  expect(isHeic({ name, type })).toBe(expected);
});
