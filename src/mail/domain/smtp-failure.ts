/** What nodemailer tells of a try that failed. */
export interface SmtpFailure {
  /** Where it failed: `EENVELOPE`, `ESOCKET`, `EAUTH`, … */
  code?: string;
  /** The system's own name for it: `ECONNREFUSED`, `CERT_HAS_EXPIRED`, … */
  originalCode?: string;
  /** The command that was answered with an error, `API` where none was sent. */
  command?: string;
  responseCode?: number;
  response?: string;
}

/** Why a mail waits though nothing is wrong with it. */
export type DelayReason =
  'unreachable' | 'no_answer' | 'certificate' | 'encryption' | 'sign_in' | 'relay_denied' | 'busy';

/** `mail`: this mail will never be taken, with the server's number. `us`: another try may succeed; `isServerDown` for all mails alike. */
export type SmtpVerdict =
  | { about: 'mail'; number: number }
  | { about: 'us'; why: DelayReason; number: string | null; isServerDown: boolean };

/** What a server may say about this one mail; what it says elsewhere is about us and the connection. */
const ABOUT_THE_MAIL = new Set(['RCPT TO', 'DATA']);
/** For an address that nodemailer itself finds no server could be given. */
const NO_SUCH_ADDRESS = 553;
/** Authentication is required or has failed (RFC 4954, section 6). */
const SIGN_IN = new Set([530, 534, 535, 538]);
const CERTIFICATE =
  /^(CERT_|ERR_TLS_CERT_|UNABLE_TO_(GET|VERIFY|DECODE)|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED_CERT)/;
/** Security or policy (RFC 3463, section 3.8): a server that knows the recipient says so by another class. */
const POLICY = '5.7.';
/** Servers that give no such status say it in words: Exim, qmail, older ones. */
const OF_US = ['relay', 'authenticat', 'not permitted', 'client host', 'blocked using'];
/** Our address, not theirs: bad syntax or domain (RFC 3463), Exchange's `SendAsDenied` and missing right to send as it. */
const OF_OUR_SENDER = new Set(['5.1.7', '5.1.8', '5.2.252', '5.7.60']);
/** Beside any status, since some servers give one that says nothing. */
const OUR_SENDER = [
  'sender address rejected',
  'sender verify failed',
  'verified sender identity',
  'email address is not verified',
  'sendasdenied',
];
/** More than we may send (Google). */
const BEYOND_LIMIT = '5.4.5';
const LIMITS = ['sending limit', 'sending quota', 'daily limit', 'daily quota'];
/** Commands in a wrong order: nothing that is said of a mail. */
const NOT_READY = 503;
const LONGEST = 1000;

/** Whether a mail itself was refused, or something stands between us and the server that takes our mails. */
export function judgeFailure(failure: SmtpFailure): SmtpVerdict {
  const { code, originalCode = '', command = '', responseCode = 0, response = '' } = failure;
  if (code === 'EENVELOPE' && command === 'API') return { about: 'mail', number: NO_SUCH_ADDRESS };
  const us = (why: DelayReason, isServerDown: boolean): SmtpVerdict => ({
    about: 'us',
    why,
    number: responseCode ? numberOf(responseCode, response) : null,
    isServerDown,
  });
  if (code === 'EAUTH' || SIGN_IN.has(responseCode)) return us('sign_in', true);
  if (CERTIFICATE.test(originalCode)) return us('certificate', true);
  if (code === 'ETLS') return us('encryption', true);
  if (ABOUT_THE_MAIL.has(command) && responseCode >= 400) {
    if (responseCode < 500 || responseCode === NOT_READY || isBeyondLimit(response)) return us('busy', false);
    if (isOfOurSender(response) || (command === 'RCPT TO' && isOfUs(response)))
      return us('relay_denied', false);
    return { about: 'mail', number: responseCode };
  }
  if (responseCode >= 500) return us('relay_denied', true);
  if (responseCode >= 400) return us('busy', true);
  return us(code === 'ETIMEDOUT' ? 'no_answer' : 'unreachable', true);
}

/** `554 5.7.1` */
function numberOf(responseCode: number, response: string): string {
  return [responseCode, statusOf(response)].filter(Boolean).join(' ');
}

function isOfUs(response: string): boolean {
  const status = statusOf(response);
  if (status) return status.startsWith(POLICY);
  return says(response, OF_US);
}

function isOfOurSender(response: string): boolean {
  return OF_OUR_SENDER.has(statusOf(response) ?? '') || says(response, OUR_SENDER);
}

function isBeyondLimit(response: string): boolean {
  const status = statusOf(response);
  return status ? status === BEYOND_LIMIT : says(response, LIMITS);
}

function says(response: string, words: readonly string[]): boolean {
  const said = response.slice(0, LONGEST).toLowerCase();
  return words.some((those) => said.includes(those));
}

/** The enhanced status code (RFC 2034) behind the reply code, as in `554 5.7.1 Relay access denied`. */
function statusOf(response: string): string | null {
  return /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? null;
}
