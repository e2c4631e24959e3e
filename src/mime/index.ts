export { calendarComment } from './calendar-comment.js';
export { decodeText } from './charset.js';
export { bodyOf, isNamedText, type MailBody } from './mail-body.js';
export { fileOf, isForPeople, type MailFile } from './mail-file.js';
export { allParts, headerOf, mimePart, wordsOf, type MailHeader, type MimePart } from './mime-part.js';
