import { madeMail as mail, multipart } from '../../test/inbound/made-mail.js';
import { mailIdentity, readMail } from './mail-content.js';

it('reads headers folded, encoded and in bytes as somebody’s system writes letters', () => {
  expect(readMail(mail('Subject: =?utf-8?Q?d=C3=A9?=\r\n =?utf-8?B?asOg?=')).subject).toBe('déjà');
  expect(readMail(mail('Subject: déjà')).subject).toBe('déjà');
  expect(readMail(Buffer.from('Subject: d\xe9j\xe0\r\n\r\n', 'latin1')).subject).toBe('déjà');
  expect(readMail(Buffer.from('FROM:\r\n "Ada, L." <ADA@Example.ORG>\r\n\r\n')).from).toBe('ada@example.org');
});

describe('what a mail brings beside its text', () => {
  const namesOf = (raw: Buffer) => readMail(raw).files.map(({ name }) => name);

  it('are files, by whatever way their names are written', () => {
    expect(
      namesOf(
        multipart(
          'Content-Type: text/plain\r\n\r\nHere',
          'Content-Type: image/png; name="=?utf-8?Q?l=C3=A9.png?="\r\n\r\nx',
          "Content-Type: image/png\r\nContent-Disposition: attachment; filename*=utf-8''%C3%A9t%C3%A9.png\r\n\r\nx",
          'Content-Type: image/png\r\nContent-Disposition: attachment; filename*0="a b";\r\n filename*1=".png"\r\n\r\nx',
          'Content-Type: text/plain\r\nContent-Disposition: attachment; filename=Invoice(1).txt\r\n\r\nx',
          'Content-Type: application/pdf\r\n\r\nx',
          'Content-Type: message/rfc822\r\n\r\nSubject: Our order\r\n\r\nx',
        ),
      ),
    ).toEqual(['lé.png', 'été.png', 'a b.png', 'Invoice(1).txt', '5.pdf', 'Our order.eml']);
  });

  it('are called by what can be seen of their names', () => {
    const named = (name: string) => `Content-Type: image/png; name="${name}"\r\n\r\nx`;
    expect(
      namesOf(
        multipart(
          'Content-Type: text/plain\r\n\r\nHere',
          named('=?utf-8?Q?=E2=80=AEgnp=2Eexe?='),
          named('=?utf-8?Q?=E2=80=AE?='),
        ),
      ),
    ).toEqual(['gnp.exe', '2']);
  });

  it('are none where programs alone read them', () => {
    const text = 'Content-Type: text/plain\r\n\r\nYes';
    for (const type of [
      'application/pkcs7-signature; name=smime.p7s',
      'application/octet-stream; name=smime.p7s',
      'application/pgp-signature; name=signature.asc',
      'application/octet-stream; name=signature.asc',
      'application/pgp-keys; name=OpenPGP_0xABC.asc',
      'text/calendar; method=REPLY',
      'text/x-amp-html',
    ])
      expect(namesOf(multipart(text, `Content-Type: ${type}\r\n\r\nx`))).toEqual([]);
    expect(namesOf(multipart(text, 'Content-Type: text/calendar; method=REQUEST\r\n\r\nx'))).toEqual([
      '1.ics',
    ]);
  });

  it('are what somebody sends along of what a server told, under its name', () => {
    const status = (type: string) => `Content-Type: message/${type}\r\n\r\nAction: failed`;
    const text = 'Content-Type: text/plain\r\n\r\nHere';
    expect(
      namesOf(multipart(text, status('delivery-status; name=details.txt'), status('delivery-status'))),
    ).toEqual(['details.txt']);
  });

  it('is the text where the only text has a name', () => {
    const { text, files } = readMail(multipart('Content-Type: text/plain; name=text_0.txt\r\n\r\nYes'));
    expect([text.trim(), files]).toEqual(['Yes', []]);
  });

  it('tells the logo of a signature from a picture that somebody sends', () => {
    const logo = Buffer.alloc(9000, 1).toString('base64');
    const picture = Buffer.alloc(90_000, 1).toString('base64');
    const part = (id: string, content: string) =>
      `Content-Type: image/png; name=${id}.png\r\nContent-ID: <${id}>\r\nContent-Transfer-Encoding: base64\r\n\r\n${content}`;
    const { files } = readMail(
      multipart(
        'Content-Type: text/html\r\n\r\nYes <img src="cid:logo"><img src="cid:shot">',
        part('logo', logo),
        part('shot', picture),
        part('sent', logo),
      ),
    );
    expect(files.map(({ name, isDecoration }) => [name, isDecoration])).toEqual([
      ['logo.png', true],
      ['shot.png', false],
      ['sent.png', false],
    ]);
  });

  it.each([
    ['encrypted', 'Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m', 'x'],
    ['encrypted', 'Content-Type: application/x-pkcs7-mime; smime-type=signed-data', 'x'],
    ['encrypted', 'Content-Type: text/plain', '-----BEGIN PGP MESSAGE-----\r\n\r\nabc'],
    [
      'encrypted',
      'Content-Type: multipart/encrypted; boundary=b',
      '--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--b--\r\n',
    ],
    ['in_pieces', 'Content-Type: message/partial; id=x; number=1; total=2', 'x'],
    [null, 'Content-Type: application/pkcs7-mime; smime-type=certs-only; name=smime.p7c', 'x'],
    [null, 'Content-Type: text/plain', 'x'],
  ])('says what cannot be read: %s', (unreadable, head, body) => {
    const content = readMail(mail(head, body));
    expect(content.unreadable).toBe(unreadable);
    expect(content.files).toEqual([]);
  });
});

describe('a report', () => {
  const report = (kind: string, original: string) =>
    multipart(
      'Content-Type: text/plain\r\n\r\nSorry',
      `Content-Type: message/${kind}delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\nFinal-Recipient: utf-8; jos\xc3\xa9@example.org\r\nAction: failed\r\nStatus: 5.1.1`,
      `Content-Type: ${original}\r\n\r\nSubject: x\r\nMessage-ID:\r\n <01@chat.example>\r\n`,
    );
  it.each([
    ['', 'text/rfc822-headers'],
    ['', 'message/rfc822'],
    ['global-', 'message/global'],
    ['global-', 'message/global-headers'],
  ])('message/%sdelivery-status beside %s', (kind, original) => {
    const expected = { action: 'failed', status: '5.1.1', messageId: '01@chat.example' };
    expect(readMail(report(kind, original)).report).toEqual(expected);
  });

  it('in words alone is known by its code', () => {
    const words = (text: string) => readMail(mail('Subject: failure notice', text)).wordedReport;
    const qmail = `Hi. This is the qmail-send program at mx.example.org.\n<ada@example.org>:\n192.0.2.1 failed after I sent the message.\nRemote host said: 550 5.1.1 <ada@example.org>: no such user\n\n--- Below this line is a copy of the message.\n\nMessage-ID: <01@chat.example>\n`;
    expect(words(qmail)).toEqual({ action: 'failed', status: '5.1.1', messageId: '01@chat.example' });
    expect(words('Exim 5.1.1.2 and 15.1.1 are versions, 4.4.1 comes later.')).toBeNull();
  });

  it.each(['', 'global-'])('of somebody who has read a mail is a receipt: message/%sdisposition…', (kind) => {
    const receipt = `Content-Type: message/${kind}disposition-notification\r\n\r\nDisposition: x; displayed`;
    expect(readMail(multipart('Content-Type: text/plain\r\n\r\nRead', receipt)).isReceipt).toBe(true);
  });
});

describe('the same mail', () => {
  const one = mail(
    'Message-ID: <1@x>\r\nContent-Type: text/plain; charset=utf-8',
    'Déjà vu.  \r\nFrom Ada\r\n',
  );
  const same = (other: Buffer) => mailIdentity(other) === mailIdentity(one);

  it('is one whatever servers on the way added to it or wrote otherwise', () => {
    const head = 'Message-ID:\r\n <1@x>\r\nContent-Type: text/plain; charset=utf-8';
    const trace =
      'Received: by mx\r\nReturn-Path: <a@b>\r\nDKIM-Signature: x\r\nARC-Seal: y\r\nX-Spam: no\r\nDelivered-To: z';
    expect(same(mail(`${trace}\r\n${head}`, 'Déjà vu.  \r\nFrom Ada\r\n'))).toBe(true);
    expect(same(mail(head, 'Déjà vu.\n>From Ada\n\n'))).toBe(true);
    expect(
      same(
        mail(
          `${head}\r\nContent-Transfer-Encoding: quoted-printable`,
          'D=C3=A9j=\r\n=C3=A0 vu.=20\r\nFrom Ada',
        ),
      ),
    ).toBe(true);
    const base64 = Buffer.from('Déjà vu.\r\nFrom Ada\r\n').toString('base64');
    expect(same(mail(`${head}\r\nContent-Transfer-Encoding: base64`, base64))).toBe(true);
  });

  it('is not what has another number, sender or content', () => {
    expect(
      same(mail('Message-ID: <2@x>\r\nContent-Type: text/plain; charset=utf-8', 'Déjà vu.\r\nFrom Ada')),
    ).toBe(false);
    expect(same(mail('Message-ID: <1@x>\r\nContent-Type: text/plain; charset=utf-8', 'Refund it.'))).toBe(
      false,
    );
    expect(same(Buffer.from(String(one).replace('ada@', 'eve@')))).toBe(false);
  });

  it('is told by its date where it has no number', () => {
    const at = (date: string) => mailIdentity(mail(`Date: ${date}`, 'Yes'));
    expect(at('Mon, 2 Nov 2026 10:00:00 +0100')).not.toBe(at('Thu, 5 Nov 2026 10:00:00 +0100'));
    expect(at('Mon, 2 Nov 2026 10:00:00 +0100')).toBe(at('Mon, 2 Nov 2026 10:00:00 +0100'));
    const numbered = (date: string) => mailIdentity(mail(`Message-ID: <1@x>\r\nDate: ${date}`, 'Yes'));
    expect(numbered('Mon, 2 Nov 2026 10:00:00 +0100')).toBe(numbered('Mon, 2 Nov 2026 09:00:00 +0000'));
  });

  it('is not what brings the same bytes as another file', () => {
    const brings = (name: string) =>
      multipart(
        'Content-Type: text/plain\r\n\r\nHere',
        `Content-Type: text/plain\r\nContent-Disposition: attachment; filename=${name}\r\n\r\nlamp`,
      );
    expect(mailIdentity(brings('order.txt'))).not.toBe(mailIdentity(brings('bill.txt')));
    expect(mailIdentity(brings('order.txt'))).toBe(mailIdentity(brings('order.txt')));
  });
});

describe('a mail made to keep us busy', () => {
  const markup = 'Content-Type: text/html; charset=utf-8';
  it.each([
    ['links that never end', markup, '<a href="x'.repeat(140_000)],
    ['elements that never end', markup, '<div>'.repeat(300_000)],
    ['ends without a beginning', markup, '<b>'.repeat(150_000) + '</i>'.repeat(150_000)],
    [
      'earlier mails within earlier mails',
      markup,
      '<blockquote type=cite>'.repeat(80_000) + '</p>'.repeat(80_000),
    ],
    ['one line of links', markup, '<a href="https://x.y/">click</a> '.repeat(50_000)],
    ['signs that are none', markup, '&'.repeat(1_000_000) + '<'.repeat(1_000_000)],
    ['blank lines', 'Content-Type: text/plain', '\r\n'.repeat(1_000_000)],
    ['quote signs', 'Content-Type: text/plain', '> x\r\n'.repeat(300_000)],
    ['parts without end', 'Content-Type: multipart/mixed; boundary=x', '--x\r\n\r\ny\r\n'.repeat(200_000)],
    [
      'parts within parts',
      'Content-Type: multipart/mixed; boundary=x',
      '--x\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n'.repeat(30_000),
    ],
    ['headers without end', 'X: y\r\n'.repeat(300_000) + 'Z: z', 'x'],
  ])('is read in no time: %s', (_, head, body) => {
    const raw = mail(head, body);
    const begun = performance.now();
    readMail(raw);
    mailIdentity(raw);
    expect(performance.now() - begun).toBeLessThan(8000);
  });
});
