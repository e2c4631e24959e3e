import { freeSlug, slugProblem, suggestedSlug } from './brand-slug.js';

describe('the address of a brand', () => {
  it.each([
    ['Atelier Solène', 'atelier-solene'],
    ['  Café & Co. ', 'cafe-co'],
    ['Œuvre', 'oeuvre'],
    ["Tom's Teas & Co", 'toms-teas-co'],
    ['L’Atelier', 'latelier'],
    ['Læsø Łódź', 'laeso-lodz'],
    ['Groß', 'gross'],
    ['Smørrebrød', 'smorrebrod'],
    ['ﬁnance', 'finance'],
    ['مقهى', ''],
    ['カフェ Blue', 'blue'],
    ['a'.repeat(300), 'a'.repeat(40)],
    [`${'a'.repeat(39)} b`, 'a'.repeat(39)],
  ])('of "%s" is suggested as "%s"', (name, slug) => {
    expect(suggestedSlug(name)).toBe(slug);
  });

  it.each([
    ['atelier-solene', null],
    ['42', null],
    ['a', 'slug_shape'],
    ['', 'slug_shape'],
    ['-a', 'slug_shape'],
    ['a-', 'slug_shape'],
    ['a--b', 'slug_shape'],
    ['Atelier', 'slug_shape'],
    ['solène', 'slug_shape'],
    ['кафе', 'slug_shape'],
    ['a/b', 'slug_shape'],
    [`a${'b'.repeat(62)}`, null],
    [`a${'b'.repeat(63)}`, 'slug_shape'],
    ['admin', 'slug_reserved'],
    ['platform', 'slug_reserved'],
  ])('"%s": %s', (slug, problem) => {
    expect(slugProblem(slug)).toBe(problem);
  });

  it('is the first that nobody has', () => {
    expect(freeSlug('solene', new Set())).toBe('solene');
    expect(freeSlug('solene', new Set(['solene', 'solene-2']))).toBe('solene-3');
    expect(freeSlug('admin', new Set())).toBe('admin-2');
    expect(freeSlug('', new Set())).toBe('brand-2');
  });
});
