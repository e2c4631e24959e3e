import { fold, marksIn } from './marks.js';

const marked = (text: string, terms: string[]) => {
  const marks = marksIn(text, terms);
  return text
    .split('')
    .map((letter, at) =>
      [
        marks.some(({ from }) => from === at) ? '[' : '',
        letter,
        marks.some(({ to }) => to === at + 1) ? ']' : '',
      ].join(''),
    )
    .join('');
};

it.each([
  ['mon iPhone15 est là', ['iphone', '15*'], 'mon [iPhone][15] est là'],
  ['un iPhone 15 Pro', ['iphone', '15*'], 'un [iPhone] [15] Pro'],
  ['commande A1B2C3, A1', ['a1b2c3*'], 'commande [A1B2C3], A1'],
  ['RTX4090Ti', ['4090*'], 'RTX[4090]Ti'],
])('marks letters and figures apart where they are asked for apart: %s', (text, terms, expected) => {
  expect(marked(text, terms)).toBe(expected);
});

it.each([
  ['هل لديكم المصباح؟', ['مصباح*'], 'هل لديكم [المصباح]؟'],
  ['وبالمصباح', ['مصباح*'], '[وبالمصباح]'],
  ['مِصْباحٌ', ['مصباح*'], '[مِصْباحٌ]'],
  ['أحمد', ['احمد*'], '[أحمد]'],
  ['رقم ١٢٣', ['123*'], 'رقم [١٢٣]'],
])('marks Arabic with its article, marks and other forms of a letter: %s', (text, terms, expected) => {
  expect(marked(text, terms)).toBe(expected);
});

it.each([
  ['我家在上海东边', ['上海*'], '我家在[上海]东边'],
  ['上海东边', ['海东', '东边*'], '上[海东边]'],
  ['テント', ['ント*'], 'テ[ント]'],
  ['グループテント', ['テン', 'ント*'], 'グループ[テント]'],
  ['ขอคืนเงินได้ไหม', ['คื', 'ืน', 'นเ', 'เง', 'งิ', 'ิน*'], 'ขอ[คืนเงิน]ได้ไหม'],
  ['𠮷野家', ['𠮷野*'], '[𠮷野]家'],
  ['海と海', ['海*'], '[海]と[海]'],
  ['iPhoneケース', ['iphone', 'ケー', 'ース*'], '[iPhone][ケース]'],
])('marks pairs of what is written without spaces: %s', (text, terms, expected) => {
  expect(marked(text, terms)).toBe(expected);
});

it('marks nothing where nothing is asked for', () => {
  expect(marksIn('Bonjour', [])).toEqual([]);
});

it.each([
  ['ÉTÉ, Œuvre, ÆON, Straße', 'ete, oeuvre, aeon, strasse'],
  ['Øre đak Łódź ısı', 'ore dak lodz isi'],
  ['σοφός', 'σοφοσ'],
  ['مدرسة على ٱلله کی ھ', 'مدرسه علي الله كي ه'],
  ['٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹', '0123456789 0123456789'],
  ['مَرْحَـبًا\u200f', 'مرحبا'],
  ['ｉＰｈｏｎｅ ①', 'iphone 1'],
  ['Grün — grün', 'grun — grun'],
])('folds what is written in several ways into one: %s', (text, folded) => expect(fold(text)).toBe(folded));

it.each([
  ['والمصباح', '[والمصباح]'],
  ['فالمصباح', '[فالمصباح]'],
  ['كالمصباح', '[كالمصباح]'],
  ['للمصباح', '[للمصباح]'],
  ['وللمصباح', '[وللمصباح]'],
  ['لمصباح', 'لمصباح'],
  ['مالمصباح', 'مالمصباح'],
])('takes the article of an Arabic word away: %s', (text, expected) => {
  expect(marked(text, ['مصباح*'])).toBe(expected);
});

it('takes no article away where a word would be too short', () => {
  expect(marked('البر', ['بر*'])).toBe('البر');
  expect(marked('البرد', ['برد*'])).toBe('[البرد]');
});

it('keeps accents and marks with the letter or figure that they stand on', () => {
  expect(marked('e\u0301te\u0301', ['ete'])).toBe('[e\u0301te\u0301]');
  expect(marked('A1\u03012B', ['12'])).toBe('A[1\u03012]B');
  expect(marked('上\ufe0e海', ['上海'])).toBe('[上\ufe0e海]');
});

it('compares whole words by their first forty letters', () => {
  const long = 'x'.repeat(50);
  expect(marked(long, ['x'.repeat(40)])).toBe(`[${long}]`);
  expect(marked('x'.repeat(39), ['x'.repeat(40)])).toBe('x'.repeat(39));
  expect(marked(long, ['x'.repeat(39)])).toBe(long);
});

it('marks each word by itself, in the order of the text', () => {
  expect(marksIn('lampe, lampe; Lampe', ['lampe'])).toEqual([
    { from: 0, to: 5 },
    { from: 7, to: 12 },
    { from: 14, to: 19 },
  ]);
});

it('marks letters beside what is written without spaces, and signs apart that do not touch', () => {
  expect(marked('ケースiPhone', ['ケー', 'ース', 'iphone*'])).toBe('[ケース][iPhone]');
  expect(marked('テントとテント', ['テン', 'ント'])).toBe('[テント]と[テント]');
  expect(marked('海海', ['海'])).toBe('[海海]');
  expect(marked('海と', ['と海'])).toBe('海と');
});

it('asks for what is written without spaces by its pairs, and never for a whole word of it', () => {
  expect(marked('iPhoneケース', ['iphoneケース*'])).toBe('iPhoneケース');
  expect(marksIn('海と海', ['海*'])).toEqual([
    { from: 0, to: 1 },
    { from: 2, to: 3 },
  ]);
});

it('takes no article out of the middle of a word', () => {
  expect(marked('مالمصباح', ['ممصباح*'])).toBe('مالمصباح');
});

it('marks what stands from where letters meet figures on', () => {
  const found = (text: string, term: string) =>
    marksIn(text, [term]).map(({ from, to }) => text.slice(from, to));
  expect(found('the Zelt2x3m in green', '2x3*')).toEqual(['2x3m']);
  expect(found('the Zelt2x3m in green', 'x3m')).toEqual(['x3m']);
  expect(found('the Zelt2x3m in green', 'elt2*')).toEqual([]);
  expect(found('a1b2c3d4e5f6', '3d4e5f6')).toEqual(['3d4e5f6']);
  expect(found('a1b2c3d4e5f6g', '3d4e5f6g')).toEqual([]);
});
