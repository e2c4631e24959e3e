import { excerptOf } from './excerpt.js';

const marked = (text: string, words: string[]) =>
  excerptOf(text, words)
    .map(({ text: part, isHit }) => (isHit ? `[${part}]` : part))
    .join('');

it('marks words without regard to accents and case', () => {
  expect(marked("L'Été, je lis près d'une lampe.", ['ete', 'lampe'])).toBe(
    "L'[Été], je lis près d'une [lampe].",
  );
  expect(marked('Un ŒIL, une Straße', ['oeil', 'strasse'])).toBe('Un [ŒIL], une [Straße]');
});

it('marks what begins with the last word, and whole words of the others', () => {
  expect(marked('lampes et lampadaires', ['lampes', 'lampa*'])).toBe('[lampes] et [lampadaires]');
  expect(marked('lampes et abat-jour', ['lampe', 'aba*'])).toBe('lampes et [abat]-jour');
});

it('takes a single letter as a word, not as a beginning', () => {
  expect(marked('à Arles', ['a'])).toBe('[à] Arles');
});

it('reads Arabic without its vowel signs', () => {
  expect(marked('مَرْحَبًا يا صديقي', ['مرحبا'])).toBe('[مَرْحَبًا] يا صديقي');
});

it('shows the part of a long text in which the words stand', () => {
  const text = `${'one two three four '.repeat(20)}needle ${'five six seven '.repeat(30)}`;
  const shown = marked(text, ['needle']);
  expect(shown).toMatch(/^…(one|two|three|four) .*\[needle\] five .*(five|six|seven)…$/);
  expect(shown.length).toBeLessThan(200);
});

it('shows the beginning where there is nothing to mark', () => {
  expect(marked('  Bonjour\n\nà   tous ', [])).toBe('Bonjour à tous');
  expect(excerptOf('', ['x'])).toEqual([]);
});

it('never cuts a sign in two', () => {
  const [part] = excerptOf('😀'.repeat(200), []);
  expect(part.text.isWellFormed()).toBe(true);
});
