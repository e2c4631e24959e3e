import { nameOfSigns } from '../kernel/index.js';
import { headerOf, mimePart, wordsOf, type MimePart } from './mime-part.js';

export interface MailFile {
  name: string;
  bytes: Uint8Array;
  /** Part of how a mail looks, such as the logo of a signature: not what its writer sends. */
  isDecoration: boolean;
}

/** Pictures of signatures are smaller; what somebody took or cut out rarely is. */
const LARGEST_DECORATION = 16 * 1024;
const LARGEST_HEAD = 64 * 1024;
/** What servers tell of mails; with a name, what somebody sends along of that. */
const REPORTS = new Set([
  'message/delivery-status',
  'message/global-delivery-status',
  'message/disposition-notification',
  'message/global-disposition-notification',
]);
/** For programs: signatures, answers of calendars, what is said again in another form. */
const FOR_PROGRAMS = new Set([
  'application/pgp-signature',
  'application/pgp-encrypted',
  'application/pgp-keys',
  'application/pkcs7-signature',
  'application/x-pkcs7-signature',
  'application/pkcs7-mime',
  'application/x-pkcs7-mime',
  'message/partial',
  ...REPORTS,
  'text/x-amp-html',
  'text/watch-html',
  'text/rfc822-headers',
  'message/global-headers',
]);
const SIGNATURES =
  /^(smime\.p7[sm]|signature\.asc|openpgp_digital_signature(\.asc)?|encrypted\.asc|publickey.*\.asc|openpgp_0x[0-9a-f]+\.asc)$/i;
const EXTENSIONS = new Map([
  ['text/plain', 'txt'],
  ['text/calendar', 'ics'],
  ['image/jpeg', 'jpg'],
  ['message/rfc822', 'eml'],
  ['message/global', 'eml'],
]);

/** Whether a part is a file that somebody sends, if it is no text of the mail. */
export function isForPeople({ type, fileName, params }: MimePart): boolean {
  if ((FOR_PROGRAMS.has(type) && !(REPORTS.has(type) && fileName !== '')) || SIGNATURES.test(fileName))
    return false;
  if (type === 'text/calendar' || type === 'application/ics')
    return !/^(reply|counter|refresh)$/i.test(params.get('method') ?? '');
  return !(type === 'text/html' || type === 'text/plain') || fileName !== '';
}

export function fileOf(
  part: MimePart,
  { at, isShownWithin }: { at: number; isShownWithin: boolean },
): MailFile {
  const isSmall = part.bytes.length <= LARGEST_DECORATION;
  return {
    name: nameOfSigns(part.fileName || nameOf(part, at)) || `${at + 1}`,
    bytes: part.bytes,
    isDecoration: isShownWithin && isSmall && part.type.startsWith('image/'),
  };
}

function nameOf({ type, bytes }: MimePart, at: number): string {
  const extension = EXTENSIONS.get(type) ?? type.split('/')[1]?.replace(/[^\w]/g, '') ?? '';
  const ending = extension && `.${extension}`;
  if (ending !== '.eml') return `${at + 1}${ending}`;
  const subject = wordsOf(headerOf(mimePart(bytes.subarray(0, LARGEST_HEAD)), 'subject')).trim();
  return `${subject.slice(0, 100) || at + 1}${ending}`;
}
