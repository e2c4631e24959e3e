import { allWords, ownWords } from './own-words.js';

const MARK = '— Write your answer above this line —';
const read = (text: string) =>
  ownWords(text, { marks: [MARK], addresses: ['reply+x@chat.example'], names: ['Maison'], previews: [] });
const cut = (words: string) => ({ words, rest: '', isCut: true });
const whole = (words: string) => ({ words, rest: '', isCut: false });

it('gives all of a mail, tidied, where that is asked for', () => {
  expect(allWords('  Yes.\r\n\r\n\r\nThanks \n-- \nAda')).toEqual(whole('Yes.\n\nThanks\n--\nAda'));
});

describe('our mark in the middle of a line', () => {
  it('ends what stands before it, and begins our mail', () => {
    expect(read(`Yes. ${MARK} Hello Ada`)).toEqual(cut('Yes.'));
    expect(read(`Yes.\n\n> ${MARK} Hello Ada`)).toEqual(cut('Yes.'));
    expect(read(`👍 ${MARK} Hello Ada`)).toEqual(cut('👍'));
  });

  it('lets words between quoted lines be read, and none below our own', () => {
    expect(read(`Yes.\n> ${MARK} Hello\n> Ada\nNo.`)).toEqual(cut('Yes.\nNo.'));
    expect(read(`Yes.\n${MARK} Hello\n> Ada\nNo.`)).toEqual(cut('Yes.'));
  });
});

describe('words below our mark', () => {
  it('are somebody’s own between quoted lines', () => {
    expect(read(`Yes.\n${MARK}\n> Hello\nNo.`)).toEqual(cut('Yes.\nNo.'));
    expect(read(`Yes.\n${MARK}\n\n> Hello\nNo.`)).toEqual(cut('Yes.\n\nNo.'));
    expect(read(`Yes.\n${MARK}\n>\n> Hello\nNo.`)).toEqual(cut('Yes.\nNo.'));
  });

  it('are ours where nothing is quoted first, or there is nothing', () => {
    expect(read(`Yes.\n${MARK}\nHello\n> Ada\nNo.`)).toEqual(cut('Yes.'));
    expect(read(`Yes.\n${MARK}`)).toEqual(cut('Yes.'));
    expect(read(`Yes.\n${MARK}\n\n`)).toEqual(cut('Yes.'));
  });
});

describe('a signature below its sign', () => {
  it('goes with either kind of blank, also where nothing else was written', () => {
    expect(read('Yes.\n\n-- \nAda')).toEqual(cut('Yes.'));
    expect(read('Yes.\n\n--\u00a0\nAda')).toEqual(cut('Yes.'));
    expect(read('-- \nAda')).toEqual(cut(''));
  });

  it('keeps what somebody adds below it, and not again what stood above', () => {
    expect(read('PS: hello\n\n-- \nAda')).toEqual(cut('PS: hello'));
    expect(read('Yes.\n-- \nAda\nPS: hello')).toEqual(cut('Yes.\nPS: hello'));
  });
});

it('shows the first line that says something, whatever it looks like', () => {
  expect(read('\n\nSent from my iPhone')).toEqual(whole('Sent from my iPhone'));
  expect(read('Regards\nAda\nParis')).toEqual(whole('Regards\nAda\nParis'));
});

it('has cut nothing where only signs and blank lines went', () => {
  expect(read('Yes.\n>\n>')).toEqual(whole('Yes.'));
});

describe('signs that nobody sees', () => {
  it.each(['\u200b', '\u200c\n\u200f', '\u00ad', '\u2800', '\u3164'])('are no words: %j', (unseen) => {
    expect(read(unseen)).toEqual(whole(''));
    expect(allWords(unseen)).toEqual(whole(''));
    expect(read(`Yes.\n${unseen}\n${unseen}\nThanks`)).toEqual(whole('Yes.\n\nThanks'));
    expect(read(`Yes.\n\n${MARK}\n${unseen}`).words).toBe('Yes.');
    expect(read(`${unseen}\nKind regards,\nAda`)).toEqual(whole('Kind regards,\nAda'));
  });

  it('stay within words', () => {
    expect(read('👩\u200d👧 co\u00adoperate')).toEqual(whole('👩\u200d👧 co\u00adoperate'));
  });
});

describe('what programs put above our mail in ways of their own', () => {
  const US = 'Maison <reply+x@chat.example>';
  it.each([
    [
      'GMX',
      `Gesendet: Dienstag, 03. November 2026 um 10:00 Uhr\nVon: "Maison" <reply+x@chat.example>\nAn: ada@gmx.de\nBetreff: Ihre Frage`,
    ],
    [
      'GMX, by our name',
      `Gesendet: Dienstag, 03. November 2026 um 10:00 Uhr\nVon: "Maison"\nAn: ada@gmx.de\nBetreff: Ihre Frage`,
    ],
    [
      'QQ',
      `------ 原始邮件 ------\n发件人: ${US};\n发送时间: 2026年11月3日(星期二) 晚上10:00\n收件人: ada@qq.com;\n主题: Hello`,
    ],
    [
      'QQ, with a gap',
      `------------------ 原始邮件 ------------------\n\n发件人: ${US};\n发送时间: 2026年11月3日\n收件人: ada@qq.com;\n主题: Hello`,
    ],
    [
      'Seznam',
      `---------- Původní e-mail ----------\nOd: ${US}\nKomu: ada@seznam.cz\nDatum: 3. 11. 2026 10:00:00\nPředmět: Hello`,
    ],
    [
      'NetEase',
      `---- 回复的原邮件 ----\n| 发件人 | ${US} |\n| 发送日期 | 2026年11月3日 10:00 |\n| 收件人 | ada@163.com |\n| 主题 | Hello |`,
    ],
    [
      'NetEase, as rows',
      `---- 回复的原邮件 ----\n发件人 ${US}\n发送日期 2026年11月3日 10:00\n收件人 ada@163.com\n主题 Hello`,
    ],
    [
      'somebody’s, unknown',
      `===== Eredeti =====\nFeladó: ${US}\nKelt: 2026. 11. 3.\nCímzett: ada@x.hu\nTárgy: Hello`,
    ],
  ])('is left out with it: %s', (_, block) => {
    expect(read(`Yes.\n\n${block}\n\n${MARK}\nHello Ada`)).toEqual(cut('Yes.'));
    expect(read(`Yes.\n\n${block}\n${MARK}\nHello Ada`)).toEqual(cut('Yes.'));
    if (block.includes('@chat')) expect(read(`Yes.\n\n${block}\n\nHello Ada`)).toEqual(cut('Yes.'));
  });

  it('takes nothing along that somebody wrote above', () => {
    const block = `Von: ${US}\nAn: ada@gmx.de\nBetreff: Ihre Frage`;
    expect(read(`Lieferung: am 3. November um 10:00\n${block}\n\n${MARK}`).words).toBe(
      'Lieferung: am 3. November um 10:00',
    );
    expect(read(`-- 发件人 --\nYes.\n\n${MARK}`).words).toBe('-- 发件人 --\nYes.');
    expect(read(`| 发件人 |\nYes.\n\n${MARK}`).words).toBe('| 发件人 |\nYes.');
  });
});

it('folds somebody else’s mail that begins with its date', () => {
  const block =
    'Gesendet: Dienstag, 03. November 2026 um 10:00 Uhr\nVon: Bob <bob@example.org>\nAn: ada@gmx.de\nBetreff: Lampe';
  expect(read(`Yes.\n\n${block}\n\nHello`)).toEqual({
    words: 'Yes.',
    rest: `${block}\n\nHello`,
    isCut: false,
  });
});
