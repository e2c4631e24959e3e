import { earlierMail } from './earlier-mail.js';
import { mailLines } from './mail-lines.js';

const MARK = '— Write your answer above this line —';
const OURS = {
  marks: [MARK, '— Écrivez votre réponse au-dessus de cette ligne —'],
  addresses: ['Reply+x@chat.example', 'r12+2026@chat.example'],
  names: ['Maison Lumière', 'Al', 'Eve'],
  previews: ['Hello Ada, it is made of brass.', 'Sure', '…'],
};
/** The text in three parts: what somebody wrote, what most likely announces an earlier mail, that mail from its own lines on. */
const parts = (text: string) => {
  const lines = mailLines(text);
  const found = earlierMail(lines, OURS);
  if (!found) return null;
  const raw = (from: number, to?: number) =>
    lines
      .slice(from, to)
      .map((line) => line.raw)
      .join('|');
  return [
    raw(0, found.from),
    raw(found.from, found.certainFrom),
    raw(found.certainFrom, found.to),
    raw(found.to),
  ];
};

describe('our mark', () => {
  it('begins an earlier mail, whatever decorates it', () => {
    expect(parts(`Yes.\n${MARK}\nHello`)).toEqual(['Yes.', '', MARK, 'Hello']);
    expect(parts('Yes.\n> * write YOUR answer above this line *\nHello')).toEqual([
      'Yes.',
      '',
      '> * write YOUR answer above this line *',
      'Hello',
    ]);
  });

  it('may be broken into three lines, not into four', () => {
    expect(parts('Yes.\n— Write your\nanswer above\nthis line —\nHello')).toEqual([
      'Yes.',
      '',
      '— Write your|answer above|this line —',
      'Hello',
    ]);
    expect(parts('Yes.\n— Write your\nanswer\nabove\nthis line —\nHello')).toBeNull();
  });

  it('is in any of our languages, and may end the mail', () => {
    expect(parts('Yes.\nÉcrivez votre réponse\nau-dessus de cette ligne')?.[0]).toBe('Yes.');
    expect(parts(MARK)).toEqual(['', '', MARK, '']);
  });

  it('has 400 signs at most with what decorates it, and begins with a letter', () => {
    const decorated = (length: number) => `${'—'.repeat(length - MARK.length)}${MARK}`;
    expect(parts(`Yes.\n${decorated(400)}`)?.[0]).toBe('Yes.');
    expect(parts(`Yes.\n${decorated(401)}`)).toBeNull();
    expect(parts(`Yes.\n👍\n${MARK}`)?.[0]).toBe('Yes.|👍');
  });

  it('is no other line, and none that goes on', () => {
    expect(parts('Yes.\nWrite your answer\nHello')).toBeNull();
    expect(parts('Yes.\nWrite your answer')).toBeNull();
    expect(parts(`Yes.\n${MARK} please\nHello`)).toBeNull();
    expect(parts('Yes.\n—\n…\nHello')).toBeNull();
    expect(parts(`Yes.\n${'—'.repeat(400)}${MARK}\nHello`)).toBeNull();
  });
});

describe('what stands above our mark', () => {
  const above = (text: string) => parts(`${text}\n${MARK}\nHello`);

  it('are blank lines and who wrote, or whose name and when', () => {
    for (const announcement of [
      'On 21 Nov 2026 Bob wrote:',
      '21 Nov 2026, Maison Lumière:',
      'Maison Lumière wrote:',
      '21 Nov 2026, reply+x@chat.example',
      'reply+x@chat.example wrote',
    ])
      expect(above(`Yes.\n\n${announcement}\n\n`)).toEqual([
        'Yes.|',
        '',
        `${announcement}|||${MARK}`,
        'Hello',
      ]);
  });

  it('may be broken into three lines', () => {
    expect(above('Yes.\n\nOn 21 Nov\n2026 Bob\nwrote:')?.[0]).toBe('Yes.|');
    expect(above('Yes.\n\nOn 21 Nov\n2026 at 12:00\nBob\nwrote:')?.[0]).toBe('Yes.||On 21 Nov');
    expect(above('Yes.\n\nOn 21 Nov 2026\n\nBob wrote:')?.[0]).toBe('Yes.||On 21 Nov 2026||Bob wrote:');
  });

  it('is read as one text, of 400 signs at most', () => {
    expect(above('Yes.\n\nOn the 21\n2026 Bob wrote:')?.[0]).toBe('Yes.|');
    const long = (length: number) => `On 21 Nov 2026 ${'x'.repeat(length - 22)} wrote:`;
    expect(above(`Yes.\n\n${long(400)}`)?.[0]).toBe('Yes.|');
    expect(above(`Yes.\n\n${long(401)}`)?.[0]).toBe(`Yes.||${long(401)}`);
  });

  it('names us by names of three signs or more', () => {
    expect(above('Yes.\n\nEve wrote:')?.[0]).toBe('Yes.|');
    expect(above('Yes.\n\nAl wrote:')?.[0]).toBe('Yes.||Al wrote:');
  });

  it('is only most likely an announcement where it names nobody', () => {
    expect(above('Yes.\n\nOur lamps of 21 Nov 2026:')).toEqual([
      'Yes.|',
      'Our lamps of 21 Nov 2026:',
      MARK,
      'Hello',
    ]);
    expect(above('Yes.\n\nMaison Lumière:')).toEqual(['Yes.|', 'Maison Lumière:', MARK, 'Hello']);
  });

  it('is somebody’s own where it is no announcement', () => {
    expect(above('Yes.\n\nTwo lamps:')).toEqual(['Yes.||Two lamps:', '', MARK, 'Hello']);
    expect(above('Yes, on 21 Nov 2026')).toEqual(['Yes, on 21 Nov 2026', '', MARK, 'Hello']);
    expect(above('It is Maison Lumière')).toEqual(['It is Maison Lumière', '', MARK, 'Hello']);
    expect(above('As Al wrote')).toEqual(['As Al wrote', '', MARK, 'Hello']);
  });

  it('are five blank lines at most', () => {
    expect(above('Yes.\n\nOn 21 Nov 2026 Bob wrote:\n\n\n\n')?.[0]).toBe('Yes.|');
    expect(above('Yes.\n\nOn 21 Nov 2026 Bob wrote:\n\n\n\n\n\n\n')?.[0]).toBe(
      'Yes.||On 21 Nov 2026 Bob wrote:||',
    );
  });

  it('are the first words of our answer, again and again', () => {
    expect(above('Yes.\n\nHello Ada, it is\nmade of brass.\n\nSure\n')).toEqual([
      'Yes.',
      '',
      `|Hello Ada, it is|made of brass.||Sure||${MARK}`,
      'Hello',
    ]);
    expect(above('Yes.\nHello Ada,\nit is\nmade of\nbrass.')?.[0]).toBe(
      'Yes.|Hello Ada,|it is|made of|brass.',
    );
    expect(above('On 21 Nov 2026 Bob wrote:\nSure')?.[0]).toBe('');
    expect(above('Yes.\n\nHello Ada,\nit is\nmade of brass.')?.[0]).toBe('Yes.');
    expect(above('Hello Ada, it is made of brass.')?.[0]).toBe('');
    expect(above('Yes.\n—')?.[0]).toBe('Yes.|—');
    expect(above('Sure\nHello Ada')?.[0]).toBe('Sure|Hello Ada');
  });

  it('is a rule, a separator, or what Orange puts', () => {
    for (const rule of ['__________', '-----Original Message-----'])
      expect(above(`Yes.\n${rule}`)).toEqual(['Yes.', '', `${rule}|${MARK}`, 'Hello']);
    for (const rule of ['__________', '-----Original Message-----', 'Message du 21/11/26 12:00'])
      expect(above(`Yes.\n${rule}\n\nOn 21 Nov 2026 Bob wrote:`)?.[0]).toBe('Yes.');
    for (const line of [
      '_________',
      'Message du matin',
      'At 21/11/26 12:00',
      `Message du 21/11/26 12:00 ${'x'.repeat(34)}`,
      `Message du 21/11/26 12:00 ${'x'.repeat(40)}`,
    ])
      expect(above(`Yes.\n${line}\n\nOn 21 Nov 2026 Bob wrote:`)?.[0]).toBe(`Yes.|${line}|`);
  });

  it('is a block in any language that names us', () => {
    const block = (sender: string) => `Lähettäjä: ${sender}\nLähetetty: tänään\nAihe: Hei`;
    expect(above(`Yes.\n\n${block('Maison Lumière')}`)?.[0]).toBe('Yes.|');
    expect(above(`Yes.\n\n${block('reply+x@chat.example')}`)?.[0]).toBe('Yes.|');
    expect(above(`Yes.\n__________\n${block('Maison Lumière')}`)?.[0]).toBe('Yes.');
    expect(above(`Yes.\n\n${block('Bob')}`)?.[0]).toBe('Yes.||Lähettäjä: Bob|Lähetetty: tänään|Aihe: Hei');
    expect(above(`Yes.\n\n${block('Maison Lumière')}\nHei Ada`)?.[0]).toContain('Lähettäjä');
  });
});

describe('an announcement that gives our address', () => {
  it('needs no mark', () => {
    expect(parts('Yes.\n\nOn 21 Nov 2026, <reply+x@chat.example> wrote:\nHello')).toEqual([
      'Yes.|',
      '',
      'On 21 Nov 2026, <reply+x@chat.example> wrote:',
      'Hello',
    ]);
    expect(parts('Yes.\n<reply+x@chat.example>:\nHello')?.[0]).toBe('Yes.');
    expect(parts('Yes.\nREPLY+X@chat.example wrote:\nHello')?.[0]).toBe('Yes.');
  });

  it('may be broken around the address', () => {
    expect(parts('Yes.\n\nOn 21 Nov 2026 at 12:00\nMaison <reply+x@chat.example>\nwrote:\nHello')).toEqual([
      'Yes.|',
      '',
      'On 21 Nov 2026 at 12:00|Maison <reply+x@chat.example>|wrote:',
      'Hello',
    ]);
  });

  it('has three lines at most on each side of the address', () => {
    const at = 'reply+x@chat.example';
    const found = (text: string) => parts(`${text}\nHello`)?.[3];
    expect(found(`On 21 Nov 2026\n${at}:`)).toBe('Hello');
    expect(found(`On 21 Nov 2026\nMaison\n${at}:`)).toBe('Hello');
    expect(found(`On 21 Nov 2026\nMaison\nLumière\n${at}:`)).toBeUndefined();
    expect(found(`${at} 21 Nov 2026\nMaison\nLumière:`)).toBe('Hello');
    expect(found(`${at} 21 Nov 2026\nMaison\nLumière\nParis:`)).toBeUndefined();
    expect(found(`${at} on the 21\n2026:`)).toBe('Hello');
  });

  it('names the moment in its own lines, and not by the address', () => {
    expect(parts('Write to R12+2026@chat.example:\nHello')).toBeNull();
    expect(parts('5 lamps\nin 2026 to reply+x@chat.example:\nHello')).toBeNull();
    expect(parts('On 21 Nov 2026:\nwrite to\nreply+x@chat.example\nHello')).toBeNull();
  });

  it('is no longer than 400 signs', () => {
    const long = (length: number) => `reply+x@chat.example 21 Nov 2026 ${'X'.repeat(length - 34)}:\nHello`;
    expect(parts(long(400))?.[3]).toBe('Hello');
    expect(parts(long(401))).toBeNull();
  });

  it('is no sentence that names the address', () => {
    expect(parts('I wrote to reply+x@chat.example twice.\nThen nothing.')).toBeNull();
    expect(parts('Is reply+x@chat.example yours?\n\nwrote:')).toBeNull();
    expect(parts('Write to reply+x@chat.example:\nHello')).toBeNull();
  });

  it('is a block, with the separator above it', () => {
    const block = 'From: reply+x@chat.example\nSent: today\nTo: Ada';
    expect(parts(`Yes.\n\n${block}\nHello`)).toEqual(['Yes.|', '', block.replaceAll('\n', '|'), 'Hello']);
    expect(parts(`Yes.\n__________\n\n${block}\nHello`)?.[0]).toBe('Yes.');
    expect(parts(`${block}\nHello\nAda`)).toEqual(['', '', block.replaceAll('\n', '|'), 'Hello|Ada']);
    expect(parts('Yes.\n-----Original Message-----\nDe: reply+x@chat.example\nHello')).toEqual([
      'Yes.',
      '',
      '-----Original Message-----|De: reply+x@chat.example',
      'Hello',
    ]);
  });

  it('is a block from the line that tells who wrote, where that stands above our address', () => {
    const block =
      '-----Original Message-----\nVon: Ada\nAn: reply+x@chat.example\nDatum: 21.11.\nBetreff: Lampe';
    expect(parts(`Ja.\n${block}\nHallo`)).toEqual(['Ja.', '', block.replaceAll('\n', '|'), 'Hallo']);
  });
});

describe('quote signs', () => {
  it('below an announcement are an earlier mail, whoever’s', () => {
    expect(parts('Yes.\n\nOn 21 Nov 2026 Bob wrote:\n\n> Hello\n\nNo.')).toEqual([
      'Yes.|',
      '',
      'On 21 Nov 2026 Bob wrote:',
      '|> Hello||No.',
    ]);
    expect(parts('Yes.\nMaison Lumière:\n> Hello\nNo.')?.[0]).toBe('Yes.');
    expect(parts('Yes.\nBob:\n> Hello\nNo.')).toBeNull();
    expect(parts('Yes.\nOn 21 Nov 2026 Bob wrote:\nWell.\n> Hello\nNo.')).toBeNull();
    expect(parts('Yes.\nMaison Lumière\n> Hello\nNo.')).toBeNull();
    expect(parts(`Yes.\nMaison Lumière:${'\n'.repeat(7)}> Hello\nNo.`)).toBeNull();
  });

  it('are looked for below an announcement to the end, and below a name in 400 signs', () => {
    expect(parts('Yes.\nMaison Lumière:')).toBeNull();
    expect(parts('Yes.\nMaison Lumière:\n')).toBeNull();
    const named = (length: number) => `${'x'.repeat(length - 16)} Maison Lumière:`;
    expect(parts(`Yes.\n${named(400)}\n> Hello\nNo.`)?.[0]).toBe('Yes.');
    expect(parts(`Yes.\n${named(401)}\n> Hello\nNo.`)).toBeNull();
  });

  it('begin behind the last word that somebody wrote', () => {
    expect(parts('> Hello')).toEqual(['', '', '', '> Hello']);
    expect(parts('Yes.\n> Hello\nNo.\n> Ada')).toEqual(['Yes.|> Hello|No.', '', '', '> Ada']);
    expect(parts('Yes.\n> Hello\n\n> Ada')).toEqual(['Yes.', '', '', '> Hello||> Ada']);
  });

  it('to the end are an earlier mail, with blank lines between them', () => {
    expect(parts('Yes.\n\n> Hello\n\n> Ada\n\n')).toEqual(['Yes.', '', '', '> Hello||> Ada||']);
    expect(parts('> Hello\n> Ada')).toEqual(['', '', '', '> Hello|> Ada']);
    expect(parts('\n\n> a\n> b\n> c\n> d\n> e')).toEqual(['', '', '|', '> a|> b|> c|> d|> e']);
    expect(parts('Yes.\n> Hello\nNo.')).toBeNull();
  });
});

it('is none in what somebody just wrote, or in nothing', () => {
  expect(parts('Yes, two lamps.\n\nAda')).toBeNull();
  expect(parts('')).toBeNull();
  expect(parts('\n\n')).toBeNull();
});
