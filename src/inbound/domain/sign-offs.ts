import { trimmedOf } from '../../kernel/index.js';
import { lineAt, type MailLine } from './mail-lines.js';

const CLOSINGS = new Set(
  `regards|kind regards|best regards|warm regards|with kind regards|many thanks and regards|best|best wishes|all the best|
   sincerely|yours sincerely|yours faithfully|yours truly|cheers|thanks and regards|cordialement|bien cordialement|
   très cordialement|sincères salutations|salutations distinguées|bien à vous|bonne journée|amicalement|
   mit freundlichen grüßen|mit freundlichem gruß|freundliche grüße|viele grüße|beste grüße|liebe grüße|mfg|
   saludos|un saludo|saludos cordiales|atentamente|un cordial saludo|cordiali saluti|distinti saluti|saluti|
   cordialmente|atenciosamente|com os melhores cumprimentos|cumprimentos|abraços|met vriendelijke groet|
   met vriendelijke groeten|vriendelijke groet|groeten|hartelijke groeten|مع أطيب التحيات|مع التحية|تحياتي|مع خالص التحية`
    .split('|')
    .map((closing) => closing.trim()),
);
/** What programs on phones put below a mail. */
const DEVICES = [
  [
    'sent from my ',
    'sent from outlook',
    'sent from yahoo',
    'sent from mail for',
    'sent with ',
    'get outlook for',
  ],
  ['envoyé de mon ', 'envoyé depuis ', 'envoyé à partir de ', 'télécharger outlook', 'obtenez outlook'],
  [
    'von meinem ',
    'gesendet von ',
    'gesendet mit ',
    'outlook für ',
    'enviado desde mi ',
    'enviado desde ',
    'enviado do ',
  ],
  [
    'enviado a partir do ',
    'inviato da ',
    'scarica outlook',
    'verzonden vanaf ',
    'verstuurd vanaf ',
    'verzonden met ',
  ],
  ['أرسلت من ', 'تم الإرسال من ', 'مرسل من '],
].flat();
const POSTSCRIPTS = [
  'ps',
  'p.s.',
  'p.s',
  'pps',
  'p.p.s.',
  'p. s.',
  'p.-s.',
  'ps.',
  'pd',
  'p.d.',
  'post scriptum',
  'post-scriptum',
  'nb',
  'n.b.',
  'ملاحظة',
  'ملحوظة',
];
const LONGEST_LINE = 80;
const MOST_LINES = 10;
const FEWEST_LINES = 3;
const DEVICE_LINES = 3;

/** Whether somebody adds a word below their name. */
export function isPostscript({ plain }: MailLine): boolean {
  const lower = plain.toLowerCase();
  return POSTSCRIPTS.some(
    (mark) => lower.startsWith(mark) && !/^[\p{L}\p{N}]/u.test(lower.slice(mark.length)),
  );
}

/** Whether the lines from there to the end are most likely a signature, or what a program adds: nothing that is said. */
export function isSignOff(lines: readonly MailLine[], at: number): boolean {
  const { plain } = lineAt(lines, at);
  if (lines.length - at > 2 * MOST_LINES) return false;
  if (plain === '--') return isSignature(lines.slice(at + 1), 1);
  const lower = plain.toLowerCase();
  if (DEVICES.some((device) => lower.startsWith(device))) return isDeviceLine(lines.slice(at));
  return CLOSINGS.has(trimmedOf(lower, /[,.!،\s]/)) && isSignature(lines.slice(at), FEWEST_LINES);
}

function isDeviceLine(rest: readonly MailLine[]): boolean {
  return isSignature(rest, 1) && rest.filter(({ plain }) => plain !== '').length <= DEVICE_LINES;
}

/** Short lines, no question, no word below the name. */
function isSignature(rest: readonly MailLine[], fewest: number): boolean {
  const said = rest.filter(({ plain }) => plain !== '');
  if (said.length < fewest || said.length > MOST_LINES) return false;
  return said.every(
    (line) => line.plain.length <= LONGEST_LINE && !/[?؟]$/.test(line.plain) && !isPostscript(line),
  );
}
