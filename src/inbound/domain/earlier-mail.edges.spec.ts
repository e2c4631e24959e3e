import { ownWords } from './own-words.js';

const MARK = '— Write your answer above this line —';
const read = (text: string) =>
  ownWords(text, {
    marks: [MARK],
    addresses: ['reply+x@chat.example', 'help@fjord.test', 'sale-12-2026@fjord.test'],
    names: ['Fjord Outfitters'],
    previews: ['Sure', 'Yes, tomorrow.', 'Only on Monday'],
  });
const OURS = `${MARK}\nHello Ada,\nLea answered you.`;
const whole = (words: string) => ({ words, rest: '', isCut: false });
const cut = (words: string) => ({ words, rest: '', isCut: true });
const folded = (words: string, rest: string) => ({ words, rest, isCut: true });

describe('an address of ours in somebody’s own words', () => {
  it('tells no moment by its own figures, in whatever letters it is written', () => {
    for (const address of ['sale-12-2026@fjord.test', 'Sale-12-2026@Fjord.test', 'SALE-12-2026@FJORD.TEST'])
      expect(read(`${address}:\nsilent since May`)).toEqual(whole(`${address}:\nsilent since May`));
  });

  it('announces nothing in a sentence right above our mail', () => {
    const own = 'As I wrote to you (help@fjord.test) on 21 Nov 2026, the lamp is broken.';
    expect(read(`Hello.\n${own}\n${OURS}`)).toEqual(cut(`Hello.\n${own}`));
  });

  it('announces nothing in a note right above our mail, though that has nothing but a day and names', () => {
    const own = 'Tried help@fjord.test on 21 Nov 2026';
    expect(read(`Hello.\n${own}\n${OURS}`)).toEqual(cut(`Hello.\n${own}`));
    expect(read(`Hello.\n__________\n${own}\n${OURS}`)).toEqual(cut(`Hello.\n__________\n${own}`));
  });
});

describe('what announces an earlier mail', () => {
  it('is folded where it is our name alone above quote signs', () => {
    expect(read('Yes.\nFjord Outfitters:\n> Two tents?\nNo, three.')).toEqual(
      folded('Yes.\nNo, three.', 'Fjord Outfitters:'),
    );
  });

  it('takes the rule above it along', () => {
    for (const rule of ['__________', '-----Original Message-----'])
      expect(read(`Yes.\n${rule}\nOn 21 Nov 2026, Fjord Outfitters wrote:\n\n${OURS}`)).toEqual(cut('Yes.'));
  });

  it('is folded up to 400 signs where it may be somebody’s own', () => {
    const list = (length: number) => `Lamps of 21 Nov 2026, ${'a'.repeat(length - 23)}:`;
    expect(read(`Yes.\n${list(400)}\n${OURS}`)).toEqual(folded('Yes.', list(400)));
    expect(read(`Yes.\n${list(401)}\n${OURS}`)).toEqual(cut(`Yes.\n${list(401)}`));
  });

  it('is no line above a quoted one that names us', () => {
    expect(read('Yes.\nDate: 30 November\n> Fjord Outfitters will bring it')).toEqual(
      cut('Yes.\nDate: 30 November'),
    );
  });
});

describe('what we said, alone above our mail', () => {
  it('is somebody’s own again up to eleven letters', () => {
    expect(read(`Yes, tomorrow.\n${OURS}`)).toEqual(cut('Yes, tomorrow.'));
    expect(read(`Only on Monday\n${OURS}`)).toEqual(cut(''));
  });

  it('is somebody’s own below blank lines too', () => {
    expect(read(`\n\nSure\n\n${OURS}`)).toEqual(cut('Sure'));
  });
});
