import { marksIn } from './marks.js';

it('takes as long as the text is, whatever stands in it', () => {
  const time = (length: number) => {
    const began = performance.now();
    for (const sign of ['a', '海', '\u0640', 'ا', '1a', ' ', '\u0301'])
      marksIn(sign.repeat(length), ['b*', '海海']);
    return performance.now() - began;
  };
  time(2000);
  expect(time(40_000)).toBeLessThan(time(10_000) * 16 + 50);
});
