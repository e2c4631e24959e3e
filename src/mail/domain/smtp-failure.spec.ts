import { judgeFailure, type SmtpFailure } from './smtp-failure.js';

const rcpt = (response: string): SmtpFailure => ({
  code: 'EENVELOPE',
  command: 'RCPT TO',
  responseCode: Number(response.slice(0, 3)),
  response,
});

describe('a recipient', () => {
  it.each([
    '550 5.1.1 <gone@example.org>: Recipient address rejected: User unknown',
    '550 No such user here',
    '552 5.2.2 Mailbox full',
    '553 5.1.2 Unknown domain',
    '500 Command not recognised',
    '550 5.1.1 No relay account of that name',
    '550 5.11.1 No relay account of that name',
    '550 See our policy, 550 5.7.1',
    `550 No such user ${'x'.repeat(1000)} relay`,
    '550-5.1.1 The email account that you tried to reach does not exist',
  ])('that is refused is the end of the mail: %s', (response) => {
    expect(judgeFailure(rcpt(response))).toEqual({ about: 'mail', number: Number(response.slice(0, 3)) });
  });

  it.each([
    ['554 5.7.1 <ada@example.org>: Relay access denied', '554 5.7.1'],
    ['550 5.7.1 Relaying denied', '550 5.7.1'],
    ['550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain', '550 5.7.54'],
    ['550 relay not permitted', '550'],
    ['554 Service unavailable; Client host [192.0.2.1] blocked using zen.example', '554'],
    ['550-Authentication is required to send mail', '550'],
  ])('that is refused because of us waits: %s', (response, number) => {
    expect(judgeFailure(rcpt(response))).toEqual({
      about: 'us',
      why: 'relay_denied',
      number,
      isServerDown: false,
    });
  });

  it.each([
    ['550 5.1.8 <b+x@chat.example>: Sender address rejected: Domain not found', '550 5.1.8'],
    ['553 5.1.7 The sender address is not valid', '553 5.1.7'],
    ['550 Sender verify failed', '550'],
    ['550 <b+x@chat.example>: Sender address rejected: not owned by user', '550'],
  ])('that is refused because of our sender waits: %s', (response, number) => {
    const expected = { about: 'us', why: 'relay_denied', number, isServerDown: false };
    expect(judgeFailure(rcpt(response))).toEqual(expected);
  });

  it.each(['503 Bad sequence of commands', '503 5.5.1 Error', '550 5.4.5 Daily sending quota exceeded'])(
    'is asked for again where a server is not ready for it: %s',
    (response) =>
      expect(judgeFailure(rcpt(response))).toMatchObject({ about: 'us', why: 'busy', isServerDown: false }),
  );

  it('that a server wants us to sign in for waits, as all mails do', () => {
    expect(judgeFailure(rcpt('530 5.7.0 Authentication required'))).toMatchObject({
      why: 'sign_in',
      isServerDown: true,
    });
  });

  it('is asked for again where a server said nothing of it', () => {
    expect(judgeFailure({ code: 'ETIMEDOUT', command: 'RCPT TO' })).toEqual({
      about: 'us',
      why: 'no_answer',
      number: null,
      isServerDown: true,
    });
  });

  it('that is not taken now waits', () => {
    expect(judgeFailure(rcpt('400 Later'))).toMatchObject({ why: 'busy', isServerDown: false });
    expect(judgeFailure(rcpt('451 4.7.1 Greylisted'))).toEqual({
      about: 'us',
      why: 'busy',
      number: '451 4.7.1',
      isServerDown: false,
    });
  });
});

it('takes a mail whose content is refused for refused', () => {
  const failure = { code: 'EMESSAGE', command: 'DATA', responseCode: 554, response: '554 5.7.1 Spam' };
  expect(judgeFailure(failure)).toEqual({ about: 'mail', number: 554 });
});

const data = (response: string): SmtpFailure => ({
  code: 'EMESSAGE',
  command: 'DATA',
  responseCode: Number(response.slice(0, 3)),
  response,
});

it.each([
  ['554 Message rejected: Email address is not verified. The following identities failed the check', '554'],
  ['550 5.7.60 SMTP; Client does not have permissions to send as this sender', '550 5.7.60'],
  ['554 5.2.252 SendAsDenied; ada@example.org not allowed to send as b@chat.example', '554 5.2.252'],
  ['550 The from address does not match a verified Sender Identity. Mail cannot be sent', '550'],
  ['550 5.1.8 Access denied, bad outbound sender', '550 5.1.8'],
])('has a mail wait whose sender is refused: %s', (response, number) => {
  const expected = { about: 'us', why: 'relay_denied', number, isServerDown: false };
  expect(judgeFailure(data(response))).toEqual(expected);
});

it.each([
  '550 5.4.5 Daily user sending limit exceeded',
  '554 Daily sending quota exceeded',
  '503 Bad sequence of commands',
])('has a mail wait beyond what we may send: %s', (response) =>
  expect(judgeFailure(data(response))).toMatchObject({ about: 'us', why: 'busy', isServerDown: false }),
);

it.each([
  '554 5.7.1 Message blocked as spam',
  '550 5.7.61 Something else',
  '552 5.2.2 Mailbox full, sending limit exceeded',
  '554 5.4.50 No',
  '550 5.7.600 No',
  '552 Message too large',
  `554 Spam ${'x'.repeat(1000)} not verified`,
])('has no mail wait that is not wanted: %s', (response) =>
  expect(judgeFailure(data(response))).toEqual({ about: 'mail', number: Number(response.slice(0, 3)) }),
);

it('knows an address that no server could be given', () => {
  expect(judgeFailure({ code: 'EENVELOPE', command: 'API' })).toEqual({ about: 'mail', number: 553 });
});

it.each<[string, SmtpFailure]>([
  ['certificate', { code: 'ESOCKET', originalCode: 'DEPTH_ZERO_SELF_SIGNED_CERT', command: 'CONN' }],
  ['certificate', { code: 'ESOCKET', originalCode: 'CERT_HAS_EXPIRED', command: 'CONN' }],
  ['certificate', { code: 'ETLS', originalCode: 'ERR_TLS_CERT_ALTNAME_INVALID', command: 'CONN' }],
  ['certificate', { code: 'ETLS', originalCode: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', command: 'STARTTLS' }],
  ['encryption', { code: 'ETLS', command: 'STARTTLS' }],
  ['sign_in', { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535, response: '535 5.7.8 No' }],
  ['sign_in', { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 530, response: '530 Sign in' }],
  ['relay_denied', { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 550, response: '550 5.7.1 No' }],
  ['relay_denied', { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 500, response: '500 No' }],
  ['busy', { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 400, response: '400 Later' }],
  ['sign_in', { code: 'EAUTH', command: 'API' }],
  ['unreachable', { code: 'ESOCKET', originalCode: 'ERR_SSL_ALERT_CERT_REQUIRED', command: 'CONN' }],
  ['unreachable', { code: 'ESTREAM', command: 'API' }],
  ['busy', { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 450, response: '450 Later' }],
  ['unreachable', { code: 'ESOCKET', originalCode: 'ECONNREFUSED', command: 'CONN' }],
  ['unreachable', { code: 'EDNS', originalCode: 'ENOTFOUND', command: 'CONN' }],
  ['no_answer', { code: 'ETIMEDOUT', command: 'CONN' }],
  ['unreachable', {}],
])('waits for a server with %s', (why, failure) => {
  expect(judgeFailure(failure)).toMatchObject({ about: 'us', why, isServerDown: true });
});
