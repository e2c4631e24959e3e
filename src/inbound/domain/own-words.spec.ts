import { ownWords } from './own-words.js';

const MARKS = ['— Write your answer above this line —', '— Écrivez votre réponse au-dessus de cette ligne —'];
const read = (text: string) => ownWords(text, MARKS);

const OURS = `> — Écrivez votre réponse au-dessus de cette ligne —
>
> Bonjour Ada,
>
> Léa Martin de Maison Lumière vous a répondu.`;

it.each([
  [
    'Gmail, French',
    `Oui, en laiton.\n\nLe sam. 21 nov. 2026 à 12:00, Maison Lumière <reply+x@chat.example> a\nécrit :\n\n${OURS}\n`,
  ],
  [
    'Gmail, English',
    `Oui, en laiton.\n\nOn Sat, Nov 21, 2026 at 12:00 PM Maison Lumière <reply+x@chat.example>\nwrote:\n\n${OURS}\n`,
  ],
  [
    'Apple Mail',
    `Oui, en laiton.\n\n> Le 21 nov. 2026 à 12:00, Maison Lumière <reply+x@chat.example> a écrit :\n> \n${OURS}\n`,
  ],
  ['Thunderbird', `Oui, en laiton.\n\nLe 21/11/2026 à 12:00, Maison Lumière a écrit :\n${OURS}\n`],
  [
    'Gmail, Spanish',
    `Oui, en laiton.\n\nEl sáb, 21 nov 2026 a las 12:00, Maison (<reply+x@chat.example>) escribió:\n\n${OURS}`,
  ],
  [
    'Gmail, German',
    `Oui, en laiton.\n\nAm Sa., 21. Nov. 2026 um 12:00 Uhr schrieb Maison Lumière <\nreply+x@chat.example>:\n\n${OURS}`,
  ],
  [
    'Gmail, Italian',
    `Oui, en laiton.\n\nIl giorno sab 21 nov 2026 alle ore 12:00 Maison <reply+x@chat.example> ha scritto:\n\n${OURS}`,
  ],
  [
    'Gmail, Portuguese',
    `Oui, en laiton.\n\nMaison Lumière <reply+x@chat.example> escreveu (sábado, 21/11/2026 à(s) 12:00):\n\n${OURS}`,
  ],
  [
    'Outlook mobile, Portuguese',
    `Oui, en laiton.\n\nEm sáb., 21 de nov. de 2026 às 12:00, Maison <reply+x@chat.example> escreveu:\n\n${OURS}`,
  ],
  [
    'Gmail, Dutch',
    `Oui, en laiton.\n\nOp za 21 nov 2026 om 12:00 schreef Maison Lumière <reply+x@chat.example>:\n\n${OURS}`,
  ],
  [
    'Gmail, Arabic',
    `Oui, en laiton.\n\n\u200fفي السبت، 21 نوفمبر 2026 في 12:00 م تمت كتابة ما يلي بواسطة \u202bMaison\u202c\u200f <\u202areply+x@chat.example\u202c\u200f>:\u200f\n\n${OURS}`,
  ],
  [
    'Apple Mail, Arabic',
    `Oui, en laiton.\n\nفي ٢١ نوفمبر ٢٠٢٦، الساعة ١٢:٠٠، كتب Maison Lumière <reply+x@chat.example>:\n\n${OURS}`,
  ],
  [
    'Outlook, French',
    `Oui, en laiton.\n\n________________________________\nDe : Maison Lumière <reply+x@chat.example>\nEnvoyé : samedi 21 novembre 2026 12:00\nÀ : Ada <ada@example.org>\nObjet : Léa vous a répondu\n\nBonjour Ada,\n\nLéa vous a répondu.`,
  ],
  [
    'Outlook, English',
    `Oui, en laiton.\r\n\r\nFrom: Maison Lumière <reply+x@chat.example>\r\nSent: Saturday, November 21, 2026 12:00 PM\r\nTo: Ada <ada@example.org>\r\nSubject: An answer\r\n\r\nHello Ada,`,
  ],
  [
    'Outlook, German',
    `Oui, en laiton.\n\n**Von:** Maison <reply+x@chat.example>\n**Gesendet:** Samstag, 21. November 2026 12:00\n**An:** Ada\n**Betreff:** Antwort\n\nGuten Tag`,
  ],
  [
    'Orange webmail',
    `Oui, en laiton.\n\n> Message du 21/11/26 12:00\n> De : "Maison Lumière" <reply+x@chat.example>\n> A : ada@orange.fr\n> Copie à :\n> Objet : Léa vous a répondu\n>\n${OURS}`,
  ],
  [
    'Free webmail',
    `Oui, en laiton.\n\n-----Message d'origine-----\nDe: "Maison" <reply+x@chat.example>\nBonjour`,
  ],
  [
    'our own line alone',
    `Oui, en laiton.\n\n— Écrivez votre réponse au-dessus de cette ligne —\n\nBonjour Ada,`,
  ],
])('keeps what was written above the earlier mail: %s', (_program, text) => {
  expect(read(text)).toBe('Oui, en laiton.');
});

it('keeps what was written between the lines of the earlier mail, without those', () => {
  const text =
    'Le 21/11/2026 à 12:00, Maison a écrit :\n> En laiton ?\n\nOui, en laiton.\n\n> Pour demain ?\n\nNon, lundi.\n';
  expect(read(text)).toBe('Oui, en laiton.\n\nNon, lundi.');
});

it('keeps all of a mail in which nothing stands beside the earlier one', () => {
  const text = `Le 21/11/2026 à 12:00, Maison a écrit :\n${OURS}`;
  expect(read(text)).toBe(text.trim());
});

it.each([
  'De : vous à moi, envoyez-le lundi.\nÀ lundi !',
  'Le vendeur m’a écrit : il reste deux lampes.\nMerci',
  'On my way. She wrote it down.\n\nThanks',
  '> 18 ans\nc’est bien cela',
])('takes nobody’s sentences for an earlier mail: %j', (text) => {
  expect(read(text)).toBe(text);
});

it('reads a text made to keep it busy as quickly as any other', () => {
  const begun = performance.now();
  for (const line of [
    'Op schreef',
    `On ${'a '.repeat(190)}`,
    '<'.repeat(399),
    'From: x',
    `Le ${'<a> '.repeat(90)}`,
  ])
    read(`${line}\n`.repeat(1000));
  expect(performance.now() - begun).toBeLessThan(2000);
});

it('keeps nothing that cannot be kept', () => {
  expect(read('a\u0000b\ud800c\r\nd')).toBe('a\ufffdb\ufffdc\nd');
});
