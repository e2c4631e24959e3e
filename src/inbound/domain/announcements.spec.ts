import {
  announcementLength,
  blockLength,
  blockStart,
  foreignBlockLength,
  hasMoment,
  hasVerb,
  isAnnouncement,
  isFramed,
  isRule,
  isSeparator,
} from './announcements.js';
import { mailLines } from './mail-lines.js';

const announced = (text: string, at = 0) => announcementLength(mailLines(text), at);
const block = (text: string, at = 0) => blockLength(mailLines(text), at);
const foreign = (text: string, at = 0) => foreignBlockLength(mailLines(text), at);

describe('who wrote', () => {
  it.each([
    'Ada wrote:',
    'ADA WROTE',
    'Ada a écrit',
    'schrieb Ada',
    'Ada skrev',
    'Ада написал',
    'Ada 写道',
    'كتب',
  ])('is said by %s', (text) => expect(hasVerb(text)).toBe(true));

  it.each(['', 'Ada', 'Yours, Ada:'])('is not said by "%s"', (text) => expect(hasVerb(text)).toBe(false));
});

describe('a moment', () => {
  it.each([
    '21 Nov 12:00',
    'Nov 3, 9:05 PM',
    'le 3 à 9h05',
    '21.11. 12.05',
    '3日 12時05',
    '3日 12点05',
    '٢١ نوفمبر ١٢:٠٠',
    '3 March 2026',
    '٣ نوفمبر ٢٠٢٦',
    '2026年11月21日',
  ])('stands in %s', (text) => expect(hasMoment(text)).toBe(true));

  it.each([
    '',
    'Monday',
    'in 2026',
    'the 3rd of May',
    '3 lamps for 112:00',
    '3 lamps for 12:005',
    '3 lamps for 12:0',
    '3 lamps for 12,00',
    '3 lamps of 12026',
    '3 lamps of 20261',
    '3 lamps of 202',
    '3 lamps of 1926',
    '٣ ١٢٠٢٦',
    '٣ ٢٠٢٦١',
  ])('does not stand in "%s"', (text) => expect(hasMoment(text)).toBe(false));
});

describe('an announcement', () => {
  it('says when and who wrote, or gives an address, and ends in a colon', () => {
    expect(isAnnouncement('On 21 Nov 2026 Ada wrote:')).toBe(true);
    expect(isAnnouncement('On 21 Nov 2026 <ada@example.org>：')).toBe(true);
    expect(isAnnouncement('On 21 Nov 2026 Ada wrote')).toBe(false);
    expect(isAnnouncement('On Monday Ada wrote:')).toBe(false);
    expect(isAnnouncement('On 21 Nov 2026 we sell:')).toBe(false);
  });

  it('takes as many lines as a program broke it into, up to three', () => {
    expect(announced('On 21 Nov 2026 Ada wrote:')).toBe(1);
    expect(announced('On 21 Nov 2026\nAda wrote:\nHello')).toBe(2);
    expect(announced('Hello\nOn 21 Nov\n2026 Ada\nwrote:', 1)).toBe(3);
    expect(announced('On\n21 Nov\n2026 Ada\nwrote:')).toBe(0);
    expect(announced('On 21 Nov 2026\nAda')).toBe(0);
  });

  it('has no line between its lines, and begins with one that says something', () => {
    expect(announced('On 21 Nov 2026\n\nAda wrote:')).toBe(0);
    expect(announced('> On 21 Nov 2026\nAda wrote:')).toBe(0);
    expect(announced('\nOn 21 Nov 2026 Ada wrote:')).toBe(0);
  });

  it('is no longer than 400 signs', () => {
    const long = (length: number) => `On 21 Nov 2026 ${'x'.repeat(length - 27)}\nAda wrote:`;
    expect(announced(long(401))).toBe(2);
    expect(announced(long(402))).toBe(0);
  });
});

describe('what stands above an earlier mail', () => {
  it.each([
    '-----Original Message-----',
    '-- forwarded message',
    '____ Ursprüngliche Nachricht ____',
    '--Originalnachricht--',
    '-------- Oorspronkelijk bericht --------',
    "-----Message d'origine-----",
    `${'-'.repeat(64)}original message`,
  ])('is %s', (text) => expect(isSeparator(text)).toBe(true));

  it.each([
    '',
    '--',
    'Original Message',
    '-Original Message-',
    'Original Message--',
    'See --Original Message--',
    '-----Our message-----',
    `${'-'.repeat(65)}original message`,
  ])('is not "%s"', (text) => expect(isSeparator(text)).toBe(false));

  it('is a rule of ten signs of a kind, or more', () => {
    expect(['_'.repeat(10), '-'.repeat(10), '_'.repeat(32)].every(isRule)).toBe(true);
    expect(
      [
        '_'.repeat(9),
        '-'.repeat(9),
        `${'_'.repeat(9)}-`,
        `x${'_'.repeat(10)}`,
        `${'-'.repeat(10)}x`,
        '',
      ].some(isRule),
    ).toBe(false);
  });
});

describe('a block of who sent what and when', () => {
  it.each([
    ['English', 'From: Bob\nSent: Saturday\nSubject: Hello'],
    ['French', 'De : Bob\nEnvoyé : samedi\nObjet : Bonjour'],
    ['German', 'Von: Bob\nGesendet: Samstag\nBetreff: Hallo'],
    ['Dutch', 'Van: Bob\nVerzonden: zaterdag\nOnderwerp: Hallo'],
    ['Arabic', 'من: Bob\nالتاريخ: السبت\nالموضوع: مرحبا'],
    ['Chinese', '发件人：Bob\n发送时间：今天\n主题：你好'],
    ['English, by address', 'From: bob@example.org\nDate: Saturday\nTo: Ada'],
    ['English, the day first', 'Sent: Saturday\nFrom: bob@example.org\nTo: Ada'],
    ['English, as a table', '|  FROM | Bob |\n| Sent | Saturday |\n| Subject | Hello |'],
    ['Chinese, as rows', '发件人 Bob\n日期 今天\n主题 你好'],
  ])('is known in %s', (_language, text) => expect(block(`${text}\n\nHello`)).toBe(3));

  it.each([
    ['nobody sent', 'Sent: Saturday\nSubject: Hello\nTo: Ada'],
    ['no label begins', 'From Bob\nSent: Saturday\nSubject: Hello'],
    ['no day is told', 'From: bob@example.org\nSubject: Hello\nTo: Ada'],
    ['nobody and nothing else is named', 'From: bob@example.org\nDate: Saturday\nRoom: 12'],
    ['neither an address nor a subject is named', 'From: Bergen\nDate: Saturday\nTo: Oslo'],
    ['a day begins and nobody follows', 'Sent: Saturday\nTo: ada@example.org\nSubject: Hello'],
    ['a subject begins', 'Subject: Hello\nFrom: bob@example.org\nSent: Saturday'],
    ['the address is not the sender’s', 'Sent: bob@example.org\nFrom: Bob\nTo: Ada'],
  ])('is none where %s', (_why, text) => expect(block(text)).toBe(0));

  it('ends with the first line that has no label, and after six', () => {
    const six = 'From: Bob\nSent: Saturday\nTo: Ada\nCc: Eve\nReply-To: Bob\nSubject: Hello';
    expect(block('Hello\nFrom: Bob\nSent: Saturday\nSubject: Hello\nDear Ada\nTo: you', 1)).toBe(3);
    expect(block(`${six}\nImportance: high`)).toBe(6);
    expect(foreign(`${six}\nImportance: high`)).toBe(6);
  });

  it('is one of three labels in a language that is not known', () => {
    expect(foreign('Lähettäjä: Bob\nLähetetty: lauantai\nAihe: Hei')).toBe(3);
    expect(foreign('Lähettäjä: Bob\nLähetetty: lauantai\nHei')).toBe(0);
  });

  it('has labels of a sign at least and 25 at most', () => {
    const labels = (label: string) => foreign(`${label}: x\n`.repeat(3));
    expect(labels('x')).toBe(3);
    expect(labels('x'.repeat(25))).toBe(3);
    expect(labels('x'.repeat(26))).toBe(0);
    expect(foreign(': x\n: y\n: z')).toBe(0);
  });

  it('has the labels of a table in closed cells beside what they tell', () => {
    const cells = (row: string) => foreign(`${row}\n`.repeat(3));
    expect([
      cells('| x | y |'),
      cells('| x | y'),
      cells('|| y |'),
      cells(`| ${'x'.repeat(25)} | y |`),
    ]).toEqual([3, 3, 3, 3]);
    expect([cells('| x'), cells('| x |'), cells(`| ${'x'.repeat(26)} | y |`)]).toEqual([0, 0, 0]);
  });

  it('has labels without a colon only where they are known, begin the line, and a blank follows', () => {
    const rows = (row: string) => foreign(`${row}\n`.repeat(3));
    expect([rows('主题 你好'), rows('发送时间 今天')]).toEqual([3, 3]);
    expect([rows('你好 朋友'), rows('见主题 你好'), rows('Re 主题 你好'), rows('主题你好')]).toEqual([
      0, 0, 0, 0,
    ]);
  });

  it('begins with the known labels right above, each once in a block', () => {
    const start = (text: string, at: number) => blockStart(mailLines(text), at);
    expect(start('Sent: Saturday\nFrom: Bob', 1)).toBe(0);
    expect(start('From: Bob', 0)).toBe(0);
    expect(start('Hello\nSent: Saturday\nFrom: Bob', 2)).toBe(1);
    expect(start('Room: 12\nFrom: Bob', 1)).toBe(1);
    expect(start('To: Ada\nSent: Saturday\nFrom: Bob\nTo: Ada', 2)).toBe(1);
    expect(start('To: Ada\nTo: Eve\nFrom: Bob', 2)).toBe(1);
  });
});

describe('a frame of signs', () => {
  it('has words between four signs of a kind', () => {
    for (const text of [
      '==== Eredeti ====',
      '---- 原 ----',
      '____ Från ____',
      '====1 a====',
      `----${'x'.repeat(72)}----`,
    ])
      expect([text, isFramed(text)]).toEqual([text, true]);
  });

  it.each([
    '',
    '=='.repeat(4),
    '---- 12 ----',
    '==== Eredeti',
    'Eredeti ====',
    '=== Eredeti ====',
    '==== Eredeti ===',
    '- Eredeti ----',
    '---- Eredeti -',
    '_ Eredeti ____',
    '____ Eredeti _',
    `----${'x'.repeat(73)}----`,
  ])('is not "%s"', (text) => expect(isFramed(text)).toBe(false));
});
