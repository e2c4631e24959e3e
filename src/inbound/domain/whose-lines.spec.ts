import { isDeepStrictEqual } from 'node:util';
import { ownWords } from './own-words.js';

const MARK = '— Write your answer above this line —';
const read = (text: string) =>
  ownWords(text, {
    marks: [MARK],
    addresses: ['reply+x@chat.example', 'no-reply@localhost', 'help@fjord.test'],
    names: ['Fjord Outfitters'],
    previews: ['Which of them?'],
  });
const cut = (words: string) => ({ words, rest: '', isCut: true });

const US = 'Fjord Outfitters <no-reply@localhost>';
const BARE = `${MARK}\nHello Judge,\nLea answered you:\nWhich of them?`;
const QUOTED = BARE.replace(/^/gm, '> ');
const ANNOUNCED = [
  ['English', `On Mon, 30 Nov 2026 at 20:10 ${US} wrote:`],
  ['English, Apple', `On Nov 30, 2026, at 8:10 PM, ${US} wrote:`],
  ['English, Thunderbird', 'On 11/30/2026 8:10 PM, Fjord Outfitters wrote:'],
  ['English, Proton', `On Monday, November 30th, 2026 at 8:10 PM, ${US} wrote:`],
  ['French', `Le lun. 30 nov. 2026 à 20:10, ${US} a écrit :`],
  ['French, Yahoo', `Le lundi 30 novembre 2026 à 20:10:00 UTC+1, ${US} a écrit :`],
  ['German', `Am Mo., 30. Nov. 2026 um 20:10 Uhr schrieb ${US}:`],
  ['German, Thunderbird', 'Am 30.11.26 um 20:10 schrieb Fjord Outfitters:'],
  ['German, Yahoo', `Am Montag, 30. November 2026 um 20:10:00 MEZ hat ${US} Folgendes geschrieben:`],
  ['Spanish', `El lun, 30 nov 2026 a las 20:10, ${US} escribió:`],
  ['Italian', `Il giorno lun 30 nov 2026 alle ore 20:10 ${US} ha scritto:`],
  ['Portuguese', `Em seg., 30 de nov. de 2026 às 20:10, ${US} escreveu:`],
  ['Portuguese, Gmail', `${US} escreveu (segunda, 30/11/2026 à(s) 20:10):`],
  ['Dutch', `Op ma 30 nov 2026 om 20:10 schreef ${US}:`],
  ['Arabic', `في الاثنين، 30 نوفمبر 2026 في 20:10 م تمت كتابة ما يلي بواسطة ${US}:`],
  ['Norwegian', `man. 30. nov. 2026 kl. 20:10 skrev ${US}:`],
  ['Swedish', `Den mån 30 nov. 2026 kl 20:10 skrev ${US}:`],
  ['Finnish', `ma 30. marrask. 2026 klo 20.10 ${US} kirjoitti:`],
  ['Polish', `pon., 30 lis 2026 o 20:10 ${US} napisał(a):`],
  ['Czech', `po 30. 11. 2026 v 20:10 odesílatel ${US} napsal:`],
  ['Turkish', `${US}, 30 Kas 2026 Pzt, 20:10 tarihinde şunu yazdı:`],
  ['Russian', `пн, 30 нояб. 2026 г. в 20:10, ${US}:`],
  ['Japanese', `2026年11月30日(月) 20:10 ${US}:`],
  ['Chinese', `${US} 于2026年11月30日周一 20:10写道：`],
  ['Indonesian', `Pada tanggal Sen, 30 Nov 2026 pukul 20.10 ${US} menulis:`],
  ['a language that nobody knows', `Blu mog, 30 zop 2026 gy 20:10 ${US} zwurg:`],
] as const;

/** As a program breaks it that writes so many signs in a line. */
function broken(text: string, width: number): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && `${line} ${word}`.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}

const OWN = [
  'Yes please.',
  'Yes please',
  'N51 line one\nline two\nline three',
  'Please.\n\nKind regards,\nJudge\n\nPS: refund the 40 euros',
  'From: Bergen\nTo: Oslo\nSubject: tents\nThree people.',
  'bitte 40 Euro',
  'Deliver to:\nMain Street 12',
  'My address is ada@example.org',
  'On Monday 30 November at 12:00 please',
  'By 30 Nov 2026 at 12:00',
  'Am 30. November 2026 um 12:00 bitte',
  '2 tents, 3 bags of 2026, call at 12:00',
  'Fjord Outfitters is great',
  'Ada wrote it down',
  'To: Oslo\nDate: 30 November',
  '> 2 tents?\nthree',
];

const MAILS = [QUOTED, BARE, `\n${QUOTED}`, `\n${BARE}`, '> Hello Judge,\n> Lea answered you.'];

/** Those of somebody's own words with which a mail is read as anything but them. */
function misread(announcement: string, expected: (own: string) => object = cut): string[] {
  const isAsExpected = (own: string, mail: string) =>
    isDeepStrictEqual(read(`${own}\n${announcement}\n${mail}`), expected(own));
  return OWN.filter(
    (own, at) => ![0, 1, 2].every((more) => isAsExpected(own, MAILS[(at + more) % MAILS.length])),
  );
}

describe('words right above an announcement are somebody’s own', () => {
  it.each(ANNOUNCED)('%s', (_language, announcement) => {
    expect(misread(announcement)).toEqual([]);
  });

  it.each(ANNOUNCED.slice(0, -1))('%s, broken into lines', (_language, announcement) => {
    for (const width of [66, 72, 78]) expect(misread(broken(announcement, width))).toEqual([]);
  });

  it('stays, where no language is known that is broken into lines, folded', () => {
    const announcement = 'Blu mog, 30 zop 2026 gy 20:10 Fjord\nOutfitters <no-reply@localhost> zwurg:';
    const folded = (words: string) => ({ words, rest: 'Blu mog, 30 zop 2026 gy 20:10 Fjord', isCut: true });
    expect(misread(announcement, folded)).toEqual([]);
  });

  it.each([
    'Fjord Outfitters wrote:',
    `${US}:`,
    '21.11.2026 20:10, Fjord Outfitters:',
    'Bob <bob@example.org> wrote on 30 Nov 2026:',
  ])('%s', (announcement) => expect(misread(announcement)).toEqual([]));

  it.each([
    ['By 30 Nov 2026 please', 'Bob wrote:'],
    ['On 30 Nov 2026 I asked', 'what Bob wrote:'],
    ['I paid on 30 Nov 2026', 'Bob <bob@example.org> wrote:'],
  ])('stay, folded, where they may be of it: %s', (own, last) => {
    expect(read(`Hello.\n${own}\n${last}\n> Hi`)).toEqual({
      words: 'Hello.',
      rest: `${own}\n${last}`,
      isCut: true,
    });
    expect(read(`${own}\n${last}\n> Hi`).words).toBe(`${own}\n${last}`);
  });

  it('are not folded with what others wrote', () => {
    const announced = 'On Mon, 30 Nov 2026 at 20:10 Bob <bob@example.org> wrote:\nHi Judge';
    expect(read(`one\ntwo\nthree\n${announced}`)).toEqual({
      words: 'one\ntwo\nthree',
      rest: announced,
      isCut: false,
    });
  });

  it('are told apart from one that stands on their line', () => {
    for (const own of ['Yes please.', 'Thanks', 'Deliver it on 3 Dec. at 12:00 (please)'])
      for (const [, announcement] of ANNOUNCED.slice(0, 6)) {
        expect(read(`${own} ${announcement}\n\n${QUOTED}`)).toEqual(cut(own));
        expect(read(`${own} ${announcement} ${BARE}`)).toEqual(cut(own));
      }
  });
});

describe('what somebody wrote themselves', () => {
  it.each([
    'I wrote to help@fjord.test on 21 Nov 2026:\nWhere is my lamp?\nNobody answered.',
    'On 21 Nov 2026 I wrote to help@fjord.test:\nWhere is my lamp?',
    'I ordered on 21 Nov 2026 at 12:00 from\nFjord Outfitters <help@fjord.test> and need:\na lamp',
    'Mail: help@fjord.test\nOrder: 12\nProblem: broken\nPlease answer.',
    'To: help@fjord.test\nSubject: tents\nDate: 21 November\nPlease answer.',
  ])('is nothing of ours: %j', (text) => {
    const { words, rest, isCut } = read(text);
    expect([[words, rest].join('\n').trim(), isCut]).toEqual([text, false]);
  });

  it.each([
    'I wrote to help@fjord.test twice.',
    'Nobody wrote to me from help@fjord.test',
    '== Order 12 ==',
    '-- Thanks, Ada --',
    'Date: 30 November\nTo: Oslo',
  ])('stays above our mail: %s', (own) => {
    const block = `From: ${US}\nSent: Monday, November 30, 2026 8:10 PM\nTo: Ada\nDate: today\nSubject: Tents`;
    for (const head of ['', ANNOUNCED[0][1], block])
      expect(read([own, head, BARE].filter((part) => part !== '').join('\n'))).toEqual(cut(own));
  });

  it('stays where it says what we said, alone', () => {
    const text = (words: string) =>
      ownWords(words, { marks: [MARK], addresses: [], names: ['Fjord'], previews: ['Sure'] }).words;
    expect(text(`Sure\n\nSure\n${BARE}`)).toBe('Sure');
    expect(text(`Sure\n${BARE}`)).toBe('Sure');
    expect(text(`Yes.\n\nSure\n${BARE}`)).toBe('Yes.');
  });

  it('is folded above our mail where it is a list that gives our address', () => {
    const list = 'Mail: help@fjord.test\nOrder: 12\nProblem: broken';
    expect(read(`Hello.\n\n${list}\n\n${BARE}`)).toEqual({ words: 'Hello.', rest: list, isCut: true });
  });
});
