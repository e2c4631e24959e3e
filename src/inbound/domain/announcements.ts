import { trimmedOf } from '../../kernel/index.js';
import { announcementAbove, WRAPPED_OVER } from './announcement-lines.js';
import { LONGEST_SIGN, lineAt, type MailLine } from './mail-lines.js';

const NOBODY = { addresses: [], names: [] };
/** How many lines of a block are looked at. */
export const LINES_OF_A_BLOCK = 6;
const LONGEST_LABEL = 25;

/** "… wrote:", in the languages of visitors' programs and their neighbours. */
const VERBS = [
  ['a écrit', 'wrote', 'escribió', 'scritto', 'escreveu', 'schreef', 'schrieb', 'كتب', 'كتبت', 'كتابة'],
  [
    'skrev',
    'kirjoitti',
    'napsal',
    'napísal',
    'napisał',
    'yazdı',
    'писал',
    'написал',
    'пише',
    'írta',
    'a scris',
  ],
  ['έγραψε', '写道', '寫道', '写信', '書きました', 'のメッセージ', '작성'],
].flat();

const SENDERS = words('from|de|von|da|van|من|fra|från|od|от|kimden|差出人|发件人|寄件者|보낸 사람');
const DATES = words(
  `sent|date|envoyé|envoyé le|date d'envoi|date d’envoi|gesendet|datum|enviado|enviada em|enviado el|fecha|data|inviato|
   verzonden|تاريخ الإرسال|التاريخ|sendt|dato|skickat|lähetetty|odesláno|wysłano|gönderme tarihi|отправлено|送信日時|发送时间|发送日期|日期`,
);
const SUBJECTS = words(
  'subject|objet|betreff|asunto|assunto|oggetto|onderwerp|الموضوع|emne|ämne|aihe|předmět|temat|konu|тема|件名|主题',
);
const RECIPIENTS = words('to|à|an|para|a|aan|إلى|til|till|do|komu|kime|кому|宛先|收件人');

const LABELS = [SENDERS, DATES, SUBJECTS, RECIPIENTS];

const SEPARATORS = words(
  `original message|forwarded message|message d'origine|message original|message transféré|ursprüngliche nachricht|
   originalnachricht|weitergeleitete nachricht|mensaje original|messaggio originale|mensagem original|
   oorspronkelijk bericht|الرسالة الأصلية|původní e-mail|původní zpráva|原始邮件|回复的原邮件|转发的原邮件`,
);

/** How many lines from there are the announcement of an earlier mail, whoever's: a moment, who wrote, a colon. 0 for none. */
export function announcementLength(lines: readonly MailLine[], at: number): number {
  for (let end = at + 1; end <= at + WRAPPED_OVER; end += 1) {
    if (!endsInColon(lineAt(lines, end - 1).plain)) continue;
    const found = announcementAbove(lines, end, { is: isAnnouncement, us: NOBODY });
    if (found?.from === at) return end - at;
  }
  return 0;
}

export function isAnnouncement(text: string): boolean {
  return endsInColon(text) && hasMoment(text) && (hasVerb(text) || text.includes('@'));
}

export function endsInColon(text: string): boolean {
  return text.endsWith(':') || text.endsWith('：');
}

export function hasVerb(text: string): boolean {
  const lower = text.toLowerCase();
  return VERBS.some((verb) => lower.includes(verb));
}

/** A day and an hour, or a day of a year. */
export function hasMoment(text: string): boolean {
  const isTimed =
    /(?<!\p{Nd})\p{Nd}{1,2}[:.h時点]\p{Nd}{2}(?!\p{Nd})|(?<!\p{Nd})(20|٢٠)\p{Nd}{2}(?!\p{Nd})/u.test(text);
  return isTimed && [...text.matchAll(/\p{Nd}+/gu)].length >= 2;
}

/** "-----Original Message-----", or the rule that stands above what follows. */
export function isSeparator(plain: string): boolean {
  if (!/^[-_]{2}/.test(plain) || plain.length > 80) return false;
  return SEPARATORS.has(trimmedOf(plain, /[-_\s]/).toLowerCase());
}

/** "===== Anything =====": what programs put above a mail in languages that we need not know. */
export function isFramed(plain: string): boolean {
  const isBetween = /^(-{4}|={4}|_{4})/.test(plain) && /(-{4}|={4}|_{4})$/.test(plain);
  return isBetween && plain.length <= 80 && /\p{L}/u.test(plain);
}

export function isRule(plain: string): boolean {
  return plain.length >= 10 && /^(_+|-+)$/.test(plain);
}

/** How many lines of "From: … Sent: … To: …" stand there, as Outlook and many webmails put them; 0 for other lines. */
export function blockLength(lines: readonly MailLine[], at: number): number {
  const labels = labelsFrom(lines, at);
  const isDatedFirst = DATES.has(labels[0]) && SENDERS.has(labels[1]);
  if (!SENDERS.has(labels[0]) && !isDatedFirst) return 0;
  const isDated = labels.some((label) => DATES.has(label));
  const isTitled = labels.some((label) => SUBJECTS.has(label));
  const isAddressed = isTitled || labels.some((label) => RECIPIENTS.has(label));
  return isDated && isAddressed && (isTitled || lineAt(lines, isDatedFirst ? at + 1 : at).plain.includes('@'))
    ? labels.length
    : 0;
}

/** The same in a language that we need not know, where the first line is known to be of an earlier mail. */
export function foreignBlockLength(lines: readonly MailLine[], at: number): number {
  const { length } = labelsFrom(lines, at);
  return length >= 3 ? length : 0;
}

/**
 * Where a block begins that certainly stands there: some programs tell when before they tell who. What the block says
 * below was said by somebody else above it.
 */
export function blockStart(lines: readonly MailLine[], at: number): number {
  const kinds = new Set(labelsFrom(lines, at).map(kindOf));
  for (let start = at; ; start -= 1) {
    const kind = kindOf(labelOf(lineAt(lines, start - 1)));
    if (kind < 0 || kinds.has(kind)) return start;
    kinds.add(kind);
  }
}

/** Whether a block from there has labels of a mail that was sent by whom its first line names. */
export function isKnownBlock(lines: readonly MailLine[], at: number): boolean {
  const labels = labelsFrom(lines, at);
  return !RECIPIENTS.has(labels[0]) && labels.filter(isKnownLabel).length >= 2;
}

function kindOf(label: string | null): number {
  return LABELS.findIndex((labels) => labels.has(label));
}

function isKnownLabel(label: string | null): boolean {
  return kindOf(label) >= 0;
}

function labelsFrom(lines: readonly MailLine[], at: number): string[] {
  const labels: string[] = [];
  for (const line of lines.slice(at, at + LINES_OF_A_BLOCK)) {
    const label = labelOf(line);
    if (label === null) break;
    labels.push(label);
  }
  return labels;
}

function labelOf({ plain }: MailLine): string | null {
  if (plain.startsWith('|')) return cellOf(plain);
  const word = /^\p{Script=Han}{2,5}(?= )/u.exec(plain)?.[0] ?? null;
  if (isKnownLabel(word)) return word;
  const at = plain.search(/[:：]/);
  if (at <= 0 || at > LONGEST_LABEL) return null;
  return plain.slice(0, at).trim().toLowerCase();
}

/** "| From | … |", as a table in signs. */
function cellOf(plain: string): string | null {
  const [, label = '', value] = plain.slice(0, LONGEST_SIGN).split('|');
  const words = label.trim().toLowerCase();
  return value === undefined || value === '' || words.length > LONGEST_LABEL ? null : words;
}

/** Says no to a line without a label, too. */
function words(list: string): ReadonlySet<string | null | undefined> {
  return new Set(list.split('|').map((word) => word.trim()));
}
