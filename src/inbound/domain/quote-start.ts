/** How mail programs announce what follows: "Le … a écrit :", in the languages that visitors' programs speak. */
const ANNOUNCEMENTS = [
  /^(le|on|el|il|em|no dia|am|op)\s.{4,300}(a écrit|wrote|escribió|ha scritto|scritto|escreveu|schreef het volgende|schreef|schrieb)\s?:?$/i,
  /^(am|op)\s.{4,200}\s(schrieb|schreef)\s.{1,200}:$/i,
  /^[^<]{0,200}<[^<>]{3,200}>[^<>]{0,80}(a écrit|wrote|escribió|ha scritto|escreveu|schreef|schrieb)\s?:$/i,
  /^[^<]{0,200}<[^<>]{3,200}>\sescreveu\s?\(.{4,80}\)\s?:$/i,
  /^في\s.{4,300}(كتب|كتبت|كتابة).{0,200}:$/,
  /^(كتب|كتبت)\s.{4,300}:$/,
  /^\d{4}-\d{2}-\d{2}.{4,200}<[^<>]{3,200}>:$/,
];

const SEPARATORS =
  /^[-_]{2,}\s?(original message|forwarded message|message d['’]origine|message original|message transféré|ursprüngliche nachricht|originalnachricht|mensaje original|messaggio originale|mensagem original|oorspronkelijk bericht|الرسالة الأصلية)\s?[-_]{2,}$/i;

const SENDER = /^(from|de|von|da|van|من)\s?:\s?\S/i;
const DATE =
  /^(sent|date|envoyé|envoyé le|date d['’]envoi|gesendet|datum|enviado|enviada em|enviado el|fecha|data|inviato|verzonden|تاريخ الإرسال|التاريخ)\s?:/i;
const RECIPIENT =
  /^(to|subject|à|objet|an|betreff|para|asunto|assunto|a|oggetto|aan|onderwerp|إلى|الموضوع)\s?:/i;

/** What stands above such a block: a rule, or Orange's "Message du 21/11/26 12:00". */
const ABOVE_A_BLOCK = /^(_{10,}|-{10,}|message du \d.{4,40})$/i;

/** Longer lines are what somebody wrote. */
const LONGEST = 400;
const WRAPPED_OVER = 3;
const LINES_OF_A_BLOCK = 6;

/**
 * The line where an earlier mail begins, and how many lines its announcement takes; null where none is quoted. `marks`
 * are the lines that our own mails begin with.
 */
export function quoteStart(
  lines: readonly string[],
  marks: readonly string[],
): { at: number; length: number } | null {
  const plain = lines.map(plainLine);
  for (let at = 0; at < plain.length; at += 1) {
    if (plain[at] === '') continue;
    if (marks.includes(plain[at]) || SEPARATORS.test(plain[at])) return { at, length: 1 };
    const length = announcementLength(plain, at);
    if (length > 0) return { at, length };
    if (ABOVE_A_BLOCK.test(plain[at]) && SENDER.test(plain[at + 1] ?? '')) return { at, length: 1 };
    if (isHeaderBlock(plain, at)) return { at, length: LINES_OF_A_BLOCK };
  }
  return null;
}

/** Programs break long announcements where they like. */
function announcementLength(plain: readonly string[], at: number): number {
  let joined = '';
  for (let length = 1; length <= WRAPPED_OVER && at + length <= plain.length; length += 1) {
    const line = plain[at + length - 1];
    if (line === '') return 0;
    joined = `${joined} ${line}`.trim();
    if (joined.length > LONGEST) return 0;
    if (ANNOUNCEMENTS.some((announcement) => announcement.test(joined))) return length;
  }
  return 0;
}

/** "From: … Sent: … To: …", as Outlook and many webmails put it. */
function isHeaderBlock(plain: readonly string[], at: number): boolean {
  if (plain[at].length > LONGEST || !SENDER.test(plain[at])) return false;
  const block = plain.slice(at + 1, at + LINES_OF_A_BLOCK);
  return block.some((line) => DATE.test(line)) && block.some((line) => RECIPIENT.test(line));
}

/** Without quote signs, bold marks, marks of direction and spaces of any kind. */
function plainLine(line: string): string {
  return line
    .slice(0, 2 * LONGEST)
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff*]/g, '')
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .replace(/^[>\s]+/, '')
    .trim();
}
