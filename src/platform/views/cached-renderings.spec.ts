import { CachedRenderings, markOf, pageBytes } from './cached-renderings.js';

const renderings = new CachedRenderings();
const cached = (html: string) => renderings.take(undefined, html, () => html);

describe('pageBytes', () => {
  test('puts every piece in its place, in any order and as often as it is named', () => {
    const pieces: Buffer[] = [];
    const [row, head] = [cached('<li>é … 😀</li>'), cached('<head>œ</head>')].map((piece) =>
      markOf(pieces, piece),
    );
    const page = `${head.toString()}<ul>${row.toString()}${row.toString()}</ul>’`;
    expect(pageBytes(page, pieces).toString()).toBe('<head>œ</head><ul><li>é … 😀</li><li>é … 😀</li></ul>’');
  });

  test('leaves a page without pieces as it is', () => {
    expect(pageBytes('مرحبا', []).toString()).toBe('مرحبا');
    expect(pageBytes('', []).toString()).toBe('');
  });

  test('takes pages of any size', () => {
    const pieces: Buffer[] = [];
    const long = '€'.repeat(400_000);
    const mark = markOf(pieces, cached('é'.repeat(400_000)));
    const page = `${mark.toString()}${long}${mark.toString()}`;
    const piece = 'é'.repeat(400_000);
    expect(pageBytes(page, pieces).toString()).toBe(`${piece}${long}${piece}`);
  });

  test('gives each page bytes of its own', () => {
    const first = pageBytes('first', []);
    pageBytes('second', []);
    expect(first.toString()).toBe('first');
  });

  test('takes nothing that a person can write for a mark', () => {
    const pieces: Buffer[] = [];
    markOf(pieces, cached('a secret of the page'));
    const written = '<!--0--> <!-- 0--> <!--undefined 0-->';
    expect(pageBytes(written, pieces).toString()).toBe(written);
  });
});

describe('CachedRenderings', () => {
  test('renders once for a key, and anew for another object', () => {
    let count = 0;
    const render = () => `${(count += 1)} row`;
    const [one, other] = [{}, {}];
    for (const object of [one, one, other, one]) renderings.take(object, 'desk/_item fr', render);
    expect(count).toBe(2);
  });
});
