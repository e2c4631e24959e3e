import { ownWords } from './own-words.js';

const MARKS = ['— Write your answer above this line —', '— Écrivez votre réponse au-dessus de cette ligne —'];
const PREVIEW = 'Bonjour Ada, elle est en laiton. Souhaitez-vous la commander ?';
const OURS = {
  marks: MARKS,
  addresses: ['reply+x@chat.example', 'no-reply@chat.example'],
  names: ['Maison Lumière'],
  previews: [PREVIEW, 'Oui'],
};
const read = (text: string) => ownWords(text, OURS);
const shown = (text: string) => read(text).words;

const MAIL = `> — Écrivez votre réponse au-dessus de cette ligne —
>
> Bonjour Ada,
>
> Léa Martin de Maison Lumière vous a répondu.`;
const BARE = MAIL.replace(/^> ?/gm, '');

describe('what somebody wrote above our mail', () => {
  it.each([
    [
      'Gmail, French',
      `Le sam. 21 nov. 2026 à 12:00, Maison Lumière <reply+x@chat.example> a\nécrit :\n\n${MAIL}\n`,
    ],
    [
      'Gmail, English',
      `On Sat, Nov 21, 2026 at 12:00 PM Maison Lumière <reply+x@chat.example>\nwrote:\n\n${MAIL}\n`,
    ],
    [
      'Gmail, wrapped before the name',
      `On Sat, Nov 21, 2026 at 12:00 PM Maison\nLumière <reply+x@chat.example> wrote:\n\n${MAIL}\n`,
    ],
    [
      'Apple Mail',
      `> Le 21 nov. 2026 à 12:00, Maison Lumière <reply+x@chat.example> a écrit :\n> \n${MAIL}\n`,
    ],
    ['Thunderbird', `Le 21/11/2026 à 12:00, Maison Lumière a écrit :\n${MAIL}\n`],
    [
      'Gmail, Spanish',
      `El sáb, 21 nov 2026 a las 12:00, Maison (<reply+x@chat.example>) escribió:\n\n${MAIL}`,
    ],
    [
      'Gmail, German',
      `Am Sa., 21. Nov. 2026 um 12:00 Uhr schrieb Maison Lumière <\nreply+x@chat.example>:\n\n${MAIL}`,
    ],
    [
      'Gmail, Italian',
      `Il giorno sab 21 nov 2026 alle ore 12:00 Maison <reply+x@chat.example> ha scritto:\n\n${MAIL}`,
    ],
    [
      'Gmail, Portuguese',
      `Maison Lumière <reply+x@chat.example> escreveu (sábado, 21/11/2026 à(s) 12:00):\n\n${MAIL}`,
    ],
    [
      'Outlook mobile, Portuguese',
      `Em sáb., 21 de nov. de 2026 às 12:00, Maison <reply+x@chat.example> escreveu:\n\n${MAIL}`,
    ],
    ['Gmail, Dutch', `Op za 21 nov 2026 om 12:00 schreef Maison Lumière <reply+x@chat.example>:\n\n${MAIL}`],
    [
      'Gmail, Arabic',
      `\u200fفي السبت، 21 نوفمبر 2026 في 12:00 م تمت كتابة ما يلي بواسطة \u202bMaison\u202c\u200f <\u202areply+x@chat.example\u202c\u200f>:\u200f\n\n${MAIL}`,
    ],
    [
      'Apple Mail, Arabic',
      `في ٢١ نوفمبر ٢٠٢٦، الساعة ١٢:٠٠، كتب Maison Lumière <reply+x@chat.example>:\n\n${MAIL}`,
    ],
    [
      'Outlook, French',
      `________________________________\nDe : Maison Lumière <reply+x@chat.example>\nEnvoyé : samedi 21 novembre 2026 12:00\nÀ : Ada <ada@example.org>\nObjet : Léa vous a répondu\n\nBonjour Ada,\n\nLéa vous a répondu.`,
    ],
    [
      'Outlook, English',
      `From: Maison Lumière <reply+x@chat.example>\r\nSent: Saturday, November 21, 2026 12:00 PM\r\nTo: Ada <ada@example.org>\r\nSubject: An answer\r\n\r\nHello Ada,`,
    ],
    [
      'Outlook, German',
      `**Von:** Maison <reply+x@chat.example>\n**Gesendet:** Samstag, 21. November 2026 12:00\n**An:** Ada\n**Betreff:** Antwort\n\nGuten Tag`,
    ],
    [
      'Outlook, old',
      `-----Original Message-----\nFrom: Maison [mailto:reply+x@chat.example]\nSent: Saturday, November 21, 2026 12:00 PM\nTo: Ada\nSubject: An answer\n\nHello`,
    ],
    [
      'Outlook, Finnish, by name',
      `Lähettäjä: Maison Lumière\nLähetetty: 21. marraskuuta 2026 12:00\nVastaanottaja: Ada\nAihe: Vastaus\n\n${BARE}`,
    ],
    [
      'Orange webmail',
      `> Message du 21/11/26 12:00\n> De : "Maison Lumière" <reply+x@chat.example>\n> A : ada@orange.fr\n> Copie à :\n> Objet : Léa vous a répondu\n>\n${MAIL}`,
    ],
    ['Free webmail', `-----Message d'origine-----\nDe: "Maison" <reply+x@chat.example>\nBonjour`],
    [
      'Yahoo',
      `En samedi 21 novembre 2026 à 12:00:00 UTC+1, Maison Lumière <reply+x@chat.example> a écrit :\n\n\n${BARE}`,
    ],
    [
      'Proton',
      `-------- Original Message --------\nOn Saturday, November 21st, 2026 at 12:00, Maison Lumière <reply+x@chat.example> wrote:\n\n${MAIL}`,
    ],
    ['mutt', `On Sat, Nov 21, 2026 at 12:00:00PM +0100, Maison Lumière wrote:\n${MAIL}`],
    ['nobody’s announcement, at the mark', BARE],
    ['nobody’s announcement, quote signs', MAIL],
    ['the mark, wrapped', `> — Écrivez votre réponse au-dessus\n> de cette ligne —\n>\n> Bonjour`],
    ['the mark behind the first words', `${PREVIEW} ${MARKS[1]} Bonjour Ada, Léa vous a répondu.`],
    ['quote signs alone, without our mark', '> Bonjour Ada,\n> Léa vous a répondu.\n'],
  ])('%s', (_program, below) => {
    expect(read(`Oui, en laiton.\n\n${below}`)).toEqual({ words: 'Oui, en laiton.', rest: '', isCut: true });
  });

  it.each([
    ['Norwegian', 'lør. 21. nov. 2026 kl. 12:00 skrev Maison Lumière <reply+x@chat.example>:'],
    ['Norwegian, Thunderbird', 'Den 21.11.2026 12:00, skrev Maison Lumière:'],
    ['Finnish', 'la 21. marrask. 2026 klo 12.00 Maison Lumière (reply+x@chat.example) kirjoitti:'],
    ['Czech', 'so 21. 11. 2026 v 12:00 odesílatel Maison Lumière <reply+x@chat.example> napsal:'],
    ['Turkish', 'Maison Lumière <reply+x@chat.example>, 21 Kas 2026 Cmt, 12:00 tarihinde şunu yazdı:'],
    ['Japanese', '2026年11月21日(土) 12:00 Maison Lumière <reply+x@chat.example>:'],
    ['Russian', 'сб, 21 нояб. 2026 г. в 12:00, Maison Lumière <reply+x@chat.example>:'],
    ['Chinese', 'Maison Lumière <reply+x@chat.example> 于2026年11月21日周六 12:00写道：'],
    ['none', ''],
  ])('with its first words above the mark, announced in %s', (_language, announcement) => {
    for (const mail of [BARE, MAIL]) {
      const below = [announcement, '', mail.startsWith('>') ? `> ${PREVIEW}` : PREVIEW, mail].join('\n');
      expect(read(`Oui, en laiton.\n\n${below}`)).toEqual({
        words: 'Oui, en laiton.',
        rest: '',
        isCut: true,
      });
    }
  });

  it('and between its lines, without those', () => {
    const text =
      'Le 21/11/2026 à 12:00, Maison Lumière a écrit :\n> En laiton ?\n\nOui, en laiton.\n\n> Pour demain ?\n\nNon, lundi.\n';
    expect(shown(text)).toBe('Oui, en laiton.\n\nNon, lundi.');
  });

  it('keeps what it cannot tell from an announcement, folded', () => {
    const text = `Voici.\n\nMes deux adresses, le 12 et le 14 à 12:00 :\n\n${BARE}`;
    expect(read(text)).toEqual({
      words: 'Voici.',
      rest: 'Mes deux adresses, le 12 et le 14 à 12:00 :',
      isCut: true,
    });
  });
});

describe('what is no sign of an earlier mail', () => {
  it.each([
    'De : vous à moi, envoyez-le lundi.\nÀ lundi !',
    'Le vendeur m’a écrit : il reste deux lampes.\nMerci',
    'On my way. She wrote it down.\n\nThanks',
    '> 18 ans\nc’est bien cela',
    'Please send:\n\n---\n- a lamp\n- a rug\n---\nThanks',
    'On Monday your colleague Hannah wrote\nthat it is free of charge. Is it?',
    'Le 12 novembre, votre collègue Léa m’a écrit :\n« La lampe est gratuite. »\nEst-ce vrai ?',
    'Am Montag schrieb Ihre Kollegin Léa:\n„Sie ist gratis.“\nStimmt das?',
    'El lunes su colega Léa escribió:\n«Es gratis.»\n¿Es verdad?',
    'Lunedì la sua collega Léa ha scritto:\n«È gratis.»\nÈ vero?',
    'Na segunda a sua colega Léa escreveu:\n«É grátis.»\nÉ verdade?',
    'Maandag schreef uw collega Léa:\n“Hij is gratis.”\nKlopt dat?',
    'يوم الاثنين كتبت زميلتك ليا:\n«إنها مجانية.»\nهل هذا صحيح؟',
    'From: Bergen\nDate: 12 December\nTo: Oslo\nTwo people, please.',
    'De : Lyon\nDate : 12 décembre\nÀ : Paris\nDeux personnes.',
    'Von: Bergen\nDatum: 12. Dezember\nAn: Oslo\nZwei Personen.',
    'De: Madrid\nFecha: 12 de diciembre\nPara: Lisboa\nDos personas.',
    'Da: Roma\nData: 12 dicembre\nA: Milano\nDue persone.',
    'De: Porto\nData: 12 de dezembro\nPara: Faro\nDuas pessoas.',
    'Van: Gent\nDatum: 12 december\nAan: Utrecht\nTwee personen.',
    'من: باريس\nالتاريخ: 12 ديسمبر\nإلى: ليون\nشخصان.',
    'Kind regards,\nAda\n\nPS: refund the 40 euros of my last order.',
    'Hello,\n\nKind regards,\nAda\nLovelace Ltd\n12 Main Street\n\nPS: refund the 40 euros of my last order.',
    'Bonjour,\n\nCordialement,\nAda\nLovelace SA\n\nP.-S. : remboursez les 40 euros.',
    'Hallo,\n\nMit freundlichen Grüßen\nAda\nBerlin\n\nPS: Bitte 40 Euro erstatten.',
    'Hola,\n\nSaludos,\nAda\nMadrid\n\nP.D.: devuélvame los 40 euros.',
    'Hello,\n\nBest,\nAda\nCould you call me on Monday?',
    'Thanks,\nbut the lamp is broken.\nPlease send another.',
    'Two sizes:\n\n__________\n10 cm\n__________\n20 cm',
    'PS: only this.',
    'I was sent from my shop to yours. Sent from my old shop, really.\nWhat now?\nIs it\nyours\nor\nnot?',
  ])('stays as it is: %j', (text) => {
    expect(read(text)).toEqual({ words: text, rest: '', isCut: false });
  });
});

describe('what is a guess', () => {
  it.each([
    ['a signature', 'Oui.\n\nCordialement,\nAda\nLovelace SA\n12 rue de la Paix'],
    ['a signature, German', 'Oui.\n\nMit freundlichen Grüßen\nAda\nLovelace GmbH'],
    ['a signature, Arabic', 'Oui.\n\nمع أطيب التحيات،\nآدا\nلندن'],
    ['a signature whose blank was lost on the way', 'Oui.\n\n--\nAda'],
    ['what a phone adds', 'Oui.\n\nSent from my iPhone'],
    ['what a phone adds, French', 'Oui.\n\nEnvoyé de mon iPhone'],
    ['what a program adds', 'Oui.\n\nGet Outlook for iOS (https://aka.ms/x)'],
    ['a mail of others', 'Oui.\n\n-----Original Message-----\nFrom: Bob\nHello Ada'],
    [
      'a mail of others, announced',
      'Oui.\n\nOn Sat, Nov 21, 2026 at 12:00 PM Bob <bob@example.org> wrote:\nHello Ada',
    ],
    [
      'a mail of others, in a block',
      'Oui.\n\nFrom: Bob <bob@example.org>\nSent: Saturday, November 21, 2026 12:00 PM\nTo: Ada\nSubject: Hello\n\nHello Ada',
    ],
  ])('is folded, and nothing of it lost: %s', (_, text) => {
    const { words, rest, isCut } = read(text);
    expect(words).toBe('Oui.');
    expect(rest).toBe(text.slice('Oui.\n\n'.length));
    expect(isCut).toBe(false);
  });
});

it('leaves a signature below its sign out, but not what somebody adds below it', () => {
  expect(read('Oui.\n\n-- \nAda\nLovelace SA')).toEqual({ words: 'Oui.', rest: '', isCut: true });
  expect(shown('Oui.\n-- \nAda\n\nPS: refund the 40 euros.')).toBe('Oui.\nPS: refund the 40 euros.');
  expect(shown(`Oui.\n-- \nAda\n\n${MAIL}`)).toBe('Oui.');
});

it('has nothing of ours alone, and cuts nothing where there is nothing', () => {
  expect(read(`Le 21/11/2026 à 12:00, Maison Lumière a écrit :\n${MAIL}`)).toEqual({
    words: '',
    rest: '',
    isCut: true,
  });
  expect(read('Oui.\n\n\n\nMerci   ')).toEqual({ words: 'Oui.\n\nMerci', rest: '', isCut: false });
  expect(read('')).toEqual({ words: '', rest: '', isCut: false });
});

it('keeps nothing that cannot be kept', () => {
  expect(shown('a\u0000b\ud800c\r\nd')).toBe('a\ufffdb\ufffdc\nd');
});
