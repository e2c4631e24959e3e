import { isBlank } from '../../kernel/index.js';

export interface SaidInMail {
  text: string;
  /** With the answer to an invitation. */
  comment: string;
  subject: string;
}

/** Before what an answer repeats, in the languages of visitors' programs and their neighbours. */
const ANSWERS = new Set(
  `re|aw|antw|antwort|sv|vs|ref|rif|r|res|odp|ynt|tr|fw|fwd|wg|enc|rv|i|отв|ответ|απ|ατ|σχετ|vá|továbbítás|doorst|
   رد|إعادة توجيه|回复|答复|回覆|转发|轉寄|返信|転送|회신|전달`
    .split('|')
    .map((prefix) => prefix.trim()),
);
const LONGEST_PREFIX = 20;
const UNSEEN = /[\p{Cc}\p{Cf}]/gu;

/**
 * What a mail says, wherever it says it: in its text, with the answer to an invitation, or in its subject alone, unless
 * programs put that above every answer. A member who asks for it gets that too.
 */
export function spokenText(
  { text, comment, subject }: SaidInMail,
  { isAsked }: { isAsked: boolean },
): string {
  if (!isBlank(text)) return text;
  if (!isBlank(comment)) return comment;
  return isBlank(subject) || (isAnswer(subject) && !isAsked) ? '' : subject.trim();
}

function isAnswer(subject: string): boolean {
  const begin = subject.trimStart().slice(0, LONGEST_PREFIX).replace(UNSEEN, '');
  const at = begin.search(/[:：]/);
  if (at < 0) return false;
  const prefix = begin.slice(0, at).trim().toLowerCase();
  return ANSWERS.has(prefix.replace(/\s?[[(]\d{1,3}[\])]$/, ''));
}
