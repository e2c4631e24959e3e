import { textParts } from './text-parts.js';

const links = (text: string) => textParts(text).flatMap(({ href }) => href ?? []);

describe('the links of a text', () => {
  it('are found with and without a scheme, without the point of the sentence', () => {
    expect(textParts('See https://shop.test/a?b=c&d=e. Or www.shop.com!')).toEqual([
      { text: 'See ' },
      { text: 'https://shop.test/a?b=c&d=e', href: 'https://shop.test/a?b=c&d=e' },
      { text: '. Or ' },
      { text: 'www.shop.com', href: 'https://www.shop.com/' },
      { text: '!' },
    ]);
    expect(links('write to lea@maison.fr')).toEqual(['mailto:lea@maison.fr']);
  });

  it('lead to the web and to mail only', () => {
    expect(
      links('javascript:alert(1) data:text/html,x vbscript:x ftp://a.com //a.com file:///etc/passwd'),
    ).toEqual([]);
  });

  it('leave an address alone that hides whose it is', () => {
    expect(links('https://bank.com@evil.com/ https://user:pass@evil.com/')).not.toContain(
      'https://bank.com@evil.com/',
    );
    expect(links('https://user:pass@evil.com/')).toEqual([]);
  });

  it('together with the rest give back the text to the letter', () => {
    for (const text of [
      '',
      'plain',
      ' a.com\n\nb.org ',
      '<a href="https://x.com">"quoted"</a>',
      'مرحبا https://a.com 👍',
    ]) {
      expect(
        textParts(text)
          .map((part) => part.text)
          .join(''),
      ).toBe(text);
    }
  });
});
