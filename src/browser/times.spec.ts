import { regionalOf, wording } from './times.js';

describe('the language of times', () => {
  it('is the one of the page as the browser speaks it', () => {
    expect(regionalOf('en', ['fr-FR', 'en-US', 'en-GB'])).toBe('en-US');
    expect(regionalOf('fr', ['fr-CA'])).toBe('fr-CA');
  });

  it('is the page’s own where the browser speaks another, and keeps English to 24 hours', () => {
    expect(regionalOf('fr', ['en-US'])).toBe('fr');
    expect(regionalOf('en', ['fr-FR'])).toBe('en-GB');
  });

  it.each(['en-US@posix', 'en-', 'en-US.UTF-8', `en-${'x'.repeat(99)}`])(
    'is no tag that Intl refuses: %s',
    (tag) => {
      const found = regionalOf('en', [tag, 'en-IE']);
      expect(found).toBe('en-IE');
      expect(() => new Intl.DateTimeFormat(found)).not.toThrow();
    },
  );
});

describe('a moment of late', () => {
  const now = new Date('2026-12-01T21:30:00Z');
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  beforeAll(() => {
    Object.assign(globalThis, { document: { documentElement: { dataset: { zone: 'Europe/Paris' } } } });
  });
  afterAll(() => {
    Reflect.deleteProperty(globalThis, 'document');
  });

  it.each([
    [41, '41 mins', '41\u00a0min'],
    [60, '1 hr', '1\u202fh'],
    [299, '4 hrs', '4\u202fh'],
    [24 * 60, 'Mon', 'lun.'],
    [-60, '23:30', '23:30'],
  ])('is told by how long ago it was, %i minutes, until its day is over', (minutes, english, french) => {
    expect(wording('en-GB', ago(minutes), 'relative', now)).toBe(english);
    expect(wording('fr', ago(minutes), 'relative', now)).toBe(french);
  });
});
