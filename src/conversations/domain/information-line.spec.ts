import { isVisibleToVisitor } from './information-line.js';

it('visitors see who serves them and that it is over, not how members work', () => {
  expect(isVisibleToVisitor('landed')).toBe(true);
  expect(isVisibleToVisitor('closed')).toBe(true);
  expect(isVisibleToVisitor('transferred')).toBe(false);
  expect(isVisibleToVisitor('blocked')).toBe(false);
});
