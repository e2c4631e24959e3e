import { chooseLocale as choose, type LanguageWishes } from './languages.js';

const SPOKEN = ['fr', 'en', 'es', 'de', 'it', 'pt', 'nl', 'ar'];
const chooseLocale = (wishes: LanguageWishes) => choose(wishes, SPOKEN);

describe('the language of a widget', () => {
  it('is the one of the page', () =>
    expect(chooseLocale({ fixed: null, page: 'de-AT', browser: ['fr'], siteDefault: 'en' })).toBe('de'));

  it('is the visitor’s when the page’s is not spoken', () =>
    expect(chooseLocale({ fixed: null, page: 'fi', browser: ['sv', 'nl-BE'], siteDefault: 'en' })).toBe(
      'nl',
    ));

  it('is the site’s default when nothing else fits', () =>
    expect(chooseLocale({ fixed: null, page: '', browser: ['xx'], siteDefault: 'fr' })).toBe('fr'));

  it('is the fixed one whatever the page says', () =>
    expect(chooseLocale({ fixed: 'it', chosen: 'es', page: 'de', siteDefault: 'en' })).toBe('it'));

  it('is the one that the page chose by the API before its own', () =>
    expect(chooseLocale({ fixed: null, chosen: 'ar', page: 'de', siteDefault: 'en' })).toBe('ar'));
});

it('is English where nothing that was asked for is spoken', () => {
  expect(chooseLocale({ fixed: null, siteDefault: 'xx' })).toBe('en');
  expect(chooseLocale({ fixed: 'xx', siteDefault: 'stryker' })).toBe('en');
});
