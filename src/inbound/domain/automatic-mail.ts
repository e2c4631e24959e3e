import { upTo } from '../../kernel/index.js';

export interface MailHeader {
  /** In lower case. */
  key: string;
  value: string;
}

export interface MailOrigin {
  /** The sender of the envelope; empty for what nobody is to answer. */
  returnPath: string;
  from: string;
  headers: readonly MailHeader[];
}

export type KeptOutReason = 'own' | 'no_sender' | 'automatic';

/**
 * Why a mail is for certain no person's, or comes back from ourselves; null for every other. What only hints at a
 * program (lists, `Precedence`, what a sender wants no answers of) keeps nothing out.
 */
export function keptOutReason(
  { returnPath, from, headers }: MailOrigin,
  isOurs: (address: string) => boolean,
): KeptOutReason | null {
  if (isOurs(returnPath) || isOurs(from)) return 'own';
  if (returnPath === '') return 'no_sender';
  return valuesOf(headers, 'auto-submitted').some(isSubmittedByProgram) ? 'automatic' : null;
}

/** Whether it comes from a mail server, or says of itself that a program wrote it. */
export function isOfProgram({ from, headers }: Pick<MailOrigin, 'from' | 'headers'>): boolean {
  return SERVERS.has(upTo(from, '@')) || valuesOf(headers, 'auto-submitted').some(isSubmittedByProgram);
}

/** Whether it says of itself that it answers for somebody who is away: by its subject or what such programs add. */
export function isAutomaticReply(subject: string, headers: readonly MailHeader[]): boolean {
  if (valuesOf(headers, 'x-autoreply').some(isYes) || valuesOf(headers, 'x-autorespond').some(isYes))
    return true;
  if (valuesOf(headers, 'precedence').includes('auto_reply')) return true;
  const words = subject.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
  return SUBJECTS.some((begin) => {
    if (!words.startsWith(begin)) return false;
    const rest = words.slice(begin.length).trimStart();
    return rest === '' || /^[-:–—([【]/.test(rest);
  });
}

/** RFC 3834: everything but `no`, whatever stands behind it. */
function isSubmittedByProgram(value: string): boolean {
  const word = upTo(value, /[\s;(]/);
  return word !== '' && word !== 'no';
}

function isYes(value: string): boolean {
  return value !== '' && value !== 'no';
}

function valuesOf(headers: readonly MailHeader[], name: string): string[] {
  return headers.filter(({ key }) => key === name).map(({ value }) => value.trim().toLowerCase());
}

/** As whom mail servers write. */
const SERVERS = new Set(['mailer-daemon', 'mailerdaemon', 'mail-daemon', 'postmaster']);
/** How subjects of such answers begin, in the languages of visitors and the programs of their neighbours. */
const SUBJECTS = [
  ['automatic reply', 'automatic response', 'auto reply', 'auto-reply', 'autoreply', 'auto response'],
  [
    'out of office',
    'out of the office',
    'out of office reply',
    'out of office autoreply',
    'away from my mail',
  ],
  ['réponse automatique', 'réponse d’absence', "réponse d'absence", 'absence du bureau', 'absent du bureau'],
  ['message d’absence', "message d'absence", 'notification d’absence', "notification d'absence"],
  [
    'automatische antwort',
    'abwesenheitsnotiz',
    'abwesenheitsnachricht',
    'abwesenheitsmeldung',
    'abwesenheit',
  ],
  ['respuesta automática', 'fuera de la oficina', 'fuera de oficina', 'mensaje de ausencia'],
  ['risposta automatica', 'fuori sede', 'fuori ufficio', 'assenza dall’ufficio', "assenza dall'ufficio"],
  ['resposta automática', 'fora do escritório', 'ausência temporária', 'mensagem de ausência'],
  [
    'automatisch antwoord',
    'automatische reactie',
    'automatisch bericht',
    'afwezigheidsbericht',
    'niet aanwezig',
  ],
  ['الرد التلقائي', 'رد تلقائي', 'رد آلي', 'خارج المكتب'],
  ['automatiskt svar', 'autosvar', 'automatisk svar', 'automaattinen vastaus', 'poissaoloviesti'],
  ['automatická odpověď', 'automatyczna odpowiedź', 'otomatik yanıt', 'автоответ', 'автоматический ответ'],
  ['自動返信', '自動応答', '自动答复', '自动回复', '自動回覆', '자동 회신', '자동 응답'],
]
  .flat()
  .map((begin) => begin.normalize('NFKC'));
