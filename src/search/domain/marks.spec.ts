import { marksIn } from './marks.js';

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
