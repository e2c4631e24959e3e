import { isOfProgram, isAutomaticReply, keptOutReason, type MailHeader } from './automatic-mail.js';

const headersOf = (headers: Record<string, string>): MailHeader[] =>
  Object.entries(headers).map(([key, value]) => ({ key, value }));
const reason = (
  headers: Record<string, string>,
  { returnPath = 'ada@example.org', from = 'ada@example.org' } = {},
) =>
  keptOutReason({ returnPath, from, headers: headersOf(headers) }, (address) =>
    address.endsWith('@chat.example'),
  );

it.each<Record<string, string>>([
  {},
  { 'auto-submitted': 'no', precedence: 'first-class' },
  { 'auto-submitted': 'No (a person)' },
  { 'auto-submitted': 'no;x' },
  { 'auto-submitted': 'no(a person)' },
  { 'auto-submitted': '' },
  { 'auto-submitted': ' (a person)' },
  { 'x-auto-response-suppress': 'DR, OOF, AutoReply' },
  { 'x-auto-response-suppress': 'All' },
  { precedence: 'bulk' },
  { precedence: 'list' },
  { 'x-autoreply': 'yes' },
  { 'list-id': '<shop.example.org>' },
  { 'list-unsubscribe': '<mailto:x@example.org>' },
])('lets in what only hints at a program: %j', (headers) => {
  expect(reason(headers)).toBeNull();
});

it.each<Record<string, string>>([
  { 'auto-submitted': 'auto-replied' },
  { 'auto-submitted': 'Auto-Replied (vacation)' },
  { 'auto-submitted': ' auto-notified' },
  { 'auto-submitted': 'not-by-me' },
  { 'auto-submitted': 'auto-generated; owner-email="x"' },
])('keeps out what says that a program wrote it: %j', (headers) => {
  expect(reason(headers)).toBe('automatic');
});

it('keeps out what nobody is to answer, and what comes back from ourselves', () => {
  expect(reason({}, { returnPath: '' })).toBe('no_sender');
  expect(reason({}, { from: 'no-reply@chat.example' })).toBe('own');
  expect(reason({}, { returnPath: 'bounces+x@chat.example' })).toBe('own');
});

it.each([
  'Automatic reply: An answer',
  'Out of Office: back on Monday',
  'Réponse automatique : Une réponse',
  'R\u00e9ponse automatique\u00a0: x'.normalize('NFD'),
  'Automatische Antwort: x',
  'Respuesta automática: x',
  'Risposta automatica: x',
  'Resposta automática: x',
  'Automatisch antwoord: x',
  'رد تلقائي: x',
  'Out of office',
  'Out  of\toffice',
  ' Autoreply ',
  'Auto-reply - x',
  'Autosvar – x',
  'Autosvar — x',
  'Fuori sede (x)',
  'Message d’absence : x',
  'Автоответ: x',
  'Absence du bureau [x]',
  '自動返信【x】',
  'ＡＵＴＯＲＥＰＬＹ：x',
])('knows an automatic reply by its subject: %s', (subject) => {
  expect(isAutomaticReply(subject, [])).toBe(true);
});

it.each([
  'Re: Automatic reply: x',
  'Automatic reply is broken',
  'Out of office hours?',
  'Automatic reply is broken: why?',
  ': x',
  '- x',
  '',
])('takes no person’s subject for one: %j', (subject) => expect(isAutomaticReply(subject, [])).toBe(false));

it('knows an automatic reply by what its program adds', () => {
  expect(isAutomaticReply('x', headersOf({ 'x-autoreply': 'yes' }))).toBe(true);
  expect(isAutomaticReply('x', headersOf({ 'x-autorespond': ' Yes ' }))).toBe(true);
  expect(isAutomaticReply('x', headersOf({ precedence: ' Auto_Reply' }))).toBe(true);
  expect(isAutomaticReply('x', headersOf({ 'x-autoreply': 'no', 'x-autorespond': ' ' }))).toBe(false);
  expect(isAutomaticReply('x', headersOf({ 'x-auto': 'yes' }))).toBe(false);
  expect(isAutomaticReply('x', headersOf({ precedence: 'auto_reply' }))).toBe(true);
  expect(isAutomaticReply('x', headersOf({ precedence: 'bulk' }))).toBe(false);
});

it('knows what a mail server or a program wrote by its sender or what it says', () => {
  const says = (value: string) => [{ key: 'auto-submitted', value }];
  for (const from of [
    'mailer-daemon@mx.example',
    'postmaster@mx.example',
    'mail-daemon@mx',
    'mailerdaemon@mx',
  ])
    expect(isOfProgram({ from, headers: [] })).toBe(true);
  expect(isOfProgram({ from: 'ada@mx.example', headers: says('auto-generated') })).toBe(true);
  expect(isOfProgram({ from: 'ada@postmaster', headers: says('no') })).toBe(false);
  expect(isOfProgram({ from: '', headers: [] })).toBe(false);
});
