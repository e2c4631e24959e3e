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
