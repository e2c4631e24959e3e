import { randomFrom } from '../../../test/distribution/snapshots.js';
import { excerptOf, markedText } from './excerpt.js';

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

const lineOf = (text: string, terms: string[] = []) =>
  excerptOf(text, terms)
    .map((part) => part.text)
    .join('');

it('begins with the text where the hit stands near its beginning, else at a word before the hit', () => {
  const near = `${'abc '.repeat(12)}needle`;
  expect(lineOf(near, ['needle'])).toBe(near);
  expect(lineOf(`abcd ${'abc '.repeat(11)}needle`, ['needle'])).toBe(`…${'abc '.repeat(11)}needle`);
  expect(lineOf(`${'abc '.repeat(25)}needle`, ['needle'])).toBe(`…${'abc '.repeat(11)}needle`);
});

it('begins with the hit where nothing before it can be cut', () => {
  const text = `${'-'.repeat(80)}needle and more`;
  expect(lineOf(text, ['needle'])).toBe('…needle and more');
  expect(lineOf(`${'-'.repeat(80)}needle`, ['needle'])).toBe('…needle');
  expect(lineOf(`ab ${'-'.repeat(80)}needle`, ['needle'])).toBe('…needle');
  expect(lineOf(`${'-'.repeat(40)} ${'-'.repeat(47)}needle`, ['needle'])).toBe(`…${'-'.repeat(47)}needle`);
});

it('ends with the text where 160 signs are enough, else behind a word', () => {
  expect(lineOf('x'.repeat(160))).toBe('x'.repeat(160));
  expect(lineOf('x'.repeat(161))).toBe(`${'x'.repeat(160)}…`);
  expect(lineOf(`${'x'.repeat(159)} yz`)).toBe(`${'x'.repeat(159)}…`);
  expect(lineOf(`${'x'.repeat(160)} yz`)).toBe(`${'x'.repeat(160)}…`);
  expect(lineOf(`one ${'x'.repeat(200)}`)).toBe('one…');
});

it('ends behind a sign that needs two places, wherever it stands', () => {
  expect(lineOf('😀'.repeat(100))).toBe(`${'😀'.repeat(80)}…`);
  expect(lineOf(`x${'😀'.repeat(100)}`)).toBe(`x${'😀'.repeat(80)}…`);
  expect(lineOf(`x${'😀'.repeat(80)}${'y'.repeat(30)}`)).toBe(`x${'😀'.repeat(80)}…`);
});

it('marks what is shown whole, and leaves no empty part', () => {
  const text = `lamp ${'one two '.repeat(19)}lamp ${'x'.repeat(100)}`;
  const parts = excerptOf(text, ['lamp']);
  expect(parts.filter(({ isHit }) => isHit)).toEqual([{ text: 'lamp', isHit: true }]);
  expect(parts.every((part) => part.text !== '')).toBe(true);
  expect(excerptOf('lamp', ['lamp'])).toEqual([{ text: 'lamp', isHit: true }]);
  expect(excerptOf(`${'lamp '.repeat(31)}lampe`, ['lamp*']).at(-1)).toEqual({ text: 'lampe', isHit: true });
});

it('shows a piece of the text, with a sign where something was left out', () => {
  const random = randomFrom(5);
  for (let round = 0; round < 300; round += 1) {
    const words = Array.from({ length: Math.ceil(random() * 80) }, () =>
      'word'.repeat(Math.ceil(random() * 4)),
    );
    words.splice(Math.floor(random() * words.length), 0, 'needle');
    const line = words.join(' ');
    const shown = lineOf(line, ['needle']);
    const inner = shown.replace(/^…|…$/g, '');
    expect(line).toContain(inner);
    expect(` ${inner} `).toContain(' needle ');
    expect(` ${line} `).toContain(` ${inner} `);
    expect(inner.length).toBeLessThanOrEqual(160);
    expect(shown.startsWith('…')).toBe(!line.startsWith(inner));
    expect(shown.endsWith('…')).toBe(!line.endsWith(inner));
  }
});

it('marks what is asked for in all of a text, as it was written', () => {
  const name = `Ada  ${'x'.repeat(200)}`;
  expect(markedText(name, ['ada'])).toEqual([
    { text: 'Ada', isHit: true },
    { text: name.slice(3), isHit: false },
  ]);
});
