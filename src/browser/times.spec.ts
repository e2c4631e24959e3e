import { regionalOf } from './times.js';

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
