import { chooseText, type OwnText } from './text-choice.js';

const wish = { code: 'opening', siteId: 'shop', locale: 'es', brandLocale: 'fr' };
const text = (locale: string, siteId: string | null, body: string): OwnText => ({
  code: 'opening',
  locale,
  siteId,
  body,
});

describe('a brand’s own sentence', () => {
  it('is in the reader’s language where there is one', () =>
    expect(chooseText([text('fr', 'shop', 'Bonjour'), text('es', null, 'Hola')], wish)).toBe('Hola'));

  it('is in the brand’s language otherwise', () =>
    expect(chooseText([text('fr', null, 'Bonjour'), text('de', null, 'Hallo')], wish)).toBe('Bonjour'));

  it('is that of the site before that of all sites', () =>
    expect(chooseText([text('es', null, 'Hola'), text('es', 'shop', 'Buenas')], wish)).toBe('Buenas'));

  it('is not another one', () =>
    expect(chooseText([{ ...text('es', 'shop', 'Adiós'), code: 'closing' }], wish)).toBeUndefined());

  it('may be empty on purpose', () => expect(chooseText([text('es', null, '')], wish)).toBe(''));

  it('is none where nothing was reworded', () => expect(chooseText([], wish)).toBeUndefined());
});
