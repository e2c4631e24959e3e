import type { OpeningSpan } from './conditions.js';
import { isOpen, isSpan } from './opening-hours.js';

const span = (day: number, from: string, to: string): OpeningSpan => ({ day, from, to });

it.each([
  [span(1, '09:00', '18:00'), true],
  [span(7, '00:00', '24:00'), true],
  [span(4, '19:59', '23:59'), true],
  [span(4, '22:00', '02:00'), true],
  [span(0, '09:00', '18:00'), false],
  [span(8, '09:00', '18:00'), false],
  [span(1.5, '09:00', '18:00'), false],
  [span(1, '24:00', '18:00'), false],
  [span(1, '09:00', '24:01'), false],
  [span(1, '9:00', '18:00'), false],
  [span(1, '09:60', '18:00'), false],
  [span(1, '09:00', '18:0'), false],
  [span(1, '109:00', '18:00'), false],
  [span(1, '09:000', '18:00'), false],
  [span(1, '09:00', ''), false],
  [span(1, ['09:00'] as unknown as string, '18:00'), false],
  [span(1, '09:00', null as unknown as string), false],
])('%j is a span: %s', (given, expected) => expect(isSpan(given)).toBe(expected));

describe('a span that ends on the next day', () => {
  const at = (iso: string, spans: OpeningSpan[]) => isOpen(spans, new Date(iso), 'UTC');
  const friday = [span(5, '22:00', '02:00')];

  it('goes on over midnight, and only after its own day', () => {
    expect(at('2026-03-06T23:00:00Z', friday)).toBe(true);
    expect(at('2026-03-07T01:59:00Z', friday)).toBe(true);
    expect(at('2026-03-07T02:00:00Z', friday)).toBe(false);
    expect(at('2026-03-06T01:00:00Z', friday)).toBe(false);
    expect(at('2026-03-08T01:00:00Z', friday)).toBe(false);
  });

  it('goes on from Sunday into Monday', () => {
    const sunday = [span(7, '20:00', '04:00')];
    expect(at('2026-03-09T03:00:00Z', sunday)).toBe(true);
    expect(at('2026-03-10T03:00:00Z', sunday)).toBe(false);
  });

  it('lasts a whole day where it ends when it begins', () => {
    const round = [span(5, '08:00', '08:00')];
    expect(at('2026-03-06T08:00:00Z', round)).toBe(true);
    expect(at('2026-03-07T07:59:00Z', round)).toBe(true);
    expect(at('2026-03-07T08:00:00Z', round)).toBe(false);
  });

  it('is not what a span of one day is on the day after', () => {
    expect(at('2026-03-07T10:00:00Z', [span(5, '09:00', '18:00')])).toBe(false);
  });
});
