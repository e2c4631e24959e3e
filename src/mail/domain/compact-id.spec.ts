import { newId } from '../../kernel/index.js';
import { compactOf, wholeOf } from './compact-id.js';

it.each([
  ...Array.from({ length: 50 }, () => newId()),
  '00000000-0000-7000-8000-000000000000',
  '03ffffff-ffff-7fff-bfff-ffffffffffff',
])('gives %s back from 116 bits', (id) => {
  const compact = compactOf(id);
  expect(compact).not.toBeNull();
  expect(compact && compact >> 116n).toBeFalsy();
  expect(wholeOf(compact ?? 0n)).toBe(id);
});

it.each([
  '6ba7b810-9dad-41d1-80b4-00c04fd430c8',
  '01a1fc5c-5c6c-72c5-c1c4-1a1df8c235dc',
  '01a1fc5c-5c6c-42c5-81c4-1a1df8c235dc',
  '04000000-0000-7000-8000-000000000000',
])('knows no compact form of %s', (id) => expect(compactOf(id)).toBeNull());
