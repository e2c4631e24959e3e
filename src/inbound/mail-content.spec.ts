import { mailIdentity, readMail } from './mail-content.js';

const mail = (head: string, body: string | Buffer = '') =>
  Buffer.concat([Buffer.from(`From: Ada <ada@example.org>\r\n${head}\r\n\r\n`), Buffer.from(body)]);
const textOf = (head: string, body: string | Buffer = '') => readMail(mail(head, body)).text.trim();
const html = (markup: string) => textOf('Content-Type: text/html; charset=utf-8', markup);
const multipart = (...parts: string[]) =>
  mail(
    'Content-Type: multipart/mixed; boundary="edge"',
    parts.map((part) => `--edge\r\n${part}\r\n`).join('') + '--edge--\r\n',
  );

describe('the bytes of a mail against what it says of them', () => {
  const ISO_2022_JP = Buffer.from('\u001b$B$3$s$K$A$O\u001b(B', 'latin1');
  it.each([
    ['Japanese escapes without a charset', 'Content-Type: text/plain', ISO_2022_JP, 'こんにちは'],
    [
      'Japanese escapes called ASCII',
      'Content-Type: text/plain; charset=us-ascii',
      ISO_2022_JP,
      'こんにちは',
    ],
    ['Japanese by name', 'Content-Type: text/plain; charset=ISO-2022-JP', ISO_2022_JP, 'こんにちは'],
    [
      'Latin called UTF-8',
      'Content-Type: text/plain; charset=utf-8',
      Buffer.from('Ça coûte 5 £ déjà', 'latin1'),
      'Ça coûte 5 £ déjà',
    ],
    [
      'UTF-8 called Latin',
      'Content-Type: text/plain; charset=iso-8859-1',
      Buffer.from('Ça coûte déjà'),
      'Ça coûte déjà',
    ],
    [
      'UTF-8 called Cyrillic',
      'Content-Type: text/plain; charset=windows-1251',
      Buffer.from('Привет'),
      'Привет',
    ],
    [
      'Latin called ASCII',
      'Content-Type: text/plain; charset=us-ascii',
      Buffer.from('déjà', 'latin1'),
      'déjà',
    ],
    ['UTF-8 without a charset', 'Content-Type: text/plain', Buffer.from('déjà'), 'déjà'],
    ['UTF-8 without a type', 'Subject: x', Buffer.from('déjà'), 'déjà'],
    [
      'UTF-8 by a charset of nobody',
      'Content-Type: text/plain; charset=x-unknown',
      Buffer.from('déjà'),
      'déjà',
    ],
    [
      'Windows signs called Latin',
      'Content-Type: text/plain; charset=iso-8859-1',
      Buffer.from([0x93, 0x6f, 0x6b, 0x94, 0x20, 0x80]),
      '“ok” €',
    ],
    ['Cyrillic', 'Content-Type: text/plain; charset=koi8-r', Buffer.from([0xf0, 0xd2, 0xc9]), 'При'],
    ['DOS', 'Content-Type: text/plain; charset=cp850', Buffer.from([0x82]), 'é'],
    ['Shift JIS', 'Content-Type: text/plain; charset="Shift_JIS"', Buffer.from([0x82, 0xb1]), 'こ'],
    ['Chinese', 'Content-Type: text/plain; charset=gb2312', Buffer.from([0xc4, 0xe3, 0xba, 0xc3]), '你好'],
    ['Korean', 'Content-Type: text/plain; charset=ks_c_5601-1987', Buffer.from([0xbe, 0xc8]), '안'],
    [
      'UTF-16 with a mark',
      'Content-Type: text/plain; charset=utf-16',
      Buffer.from('\ufeffdéjà', 'utf16le'),
      'déjà',
    ],
    [
      'UTF-16 with a mark, called UTF-8',
      'Content-Type: text/plain; charset=utf-8',
      Buffer.from('\ufeffdéjà', 'utf16le'),
      'déjà',
    ],
    ['letters called UTF-16', 'Content-Type: text/plain; charset=utf-16', Buffer.from('plain'), 'plain'],
    [
      'UTF-7',
      'Content-Type: text/plain; charset=unicode-1-1-utf-7',
      Buffer.from('Item 3 is +AKM-1.'),
      'Item 3 is £1.',
    ],
    ['a name of no charset', 'Content-Type: text/plain; charset=hex', Buffer.from('plain'), 'plain'],
    [
      'markup that names its charset',
      'Content-Type: text/html',
      Buffer.from('<meta charset="windows-1251"><p>\xcf\xf0\xe8', 'latin1'),
      'При',
    ],
    [
      'plain text called base64',
      'Content-Type: text/plain\r\nContent-Transfer-Encoding: base64',
      'Yes, please!',
      'Yes, please!',
    ],
    [
      'base64 in pieces',
      'Content-Type: text/plain\r\nContent-Transfer-Encoding: base64',
      'WWVz\r\nLA==\r\nIHllcw==',
      'Yes, yes',
    ],
    [
      'soft breaks with blanks behind',
      'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable',
      'd=C3=A9j=  \r\n=c3=a0 =ZZ =',
      'déjà =ZZ',
    ],
    ['line ends of all kinds', 'Content-Type: text/plain', 'a\rb\nc\r\nd', 'a\nb\nc\nd'],
    [
      'a mangled From',
      'Content-Type: text/plain',
      'Yes.\r\n>From Monday on.\r\nThanks',
      'Yes.\nFrom Monday on.\nThanks',
    ],
    [
      'lines that flow',
      'Content-Type: text/plain; format=flowed',
      'One \r\nline\r\n-- \r\nAda',
      'One line\n-- \nAda',
    ],
    [
      'lines that flow without blanks',
      'Content-Type: text/plain; format=flowed; delsp=yes',
      'こん \r\nにちは',
      'こんにちは',
    ],
    [
      'parts that cannot be told apart',
      'Content-Type: multipart/mixed; boundary=lost',
      'Yes, please.',
      'Yes, please.',
    ],
    [
      'a type in quotes and comments',
      'Content-Type: text/plain (as\r\n always); charset="utf-8" (yes)',
      'déjà',
      'déjà',
    ],
  ])('%s', (_, head, body, expected) => expect(textOf(head, body)).toBe(expected));

  it('reads headers folded, encoded and in bytes as somebody’s system writes letters', () => {
    expect(readMail(mail('Subject: =?utf-8?Q?d=C3=A9?=\r\n =?utf-8?B?asOg?=')).subject).toBe('déjà');
    expect(readMail(mail('Subject: déjà')).subject).toBe('déjà');
    expect(readMail(Buffer.from('Subject: d\xe9j\xe0\r\n\r\n', 'latin1')).subject).toBe('déjà');
    expect(readMail(Buffer.from('FROM:\r\n "Ada, L." <ADA@Example.ORG>\r\n\r\n')).from).toBe(
      'ada@example.org',
    );
  });
});

describe('a mail that is markup', () => {
  it.each([
    ['paragraphs', '<p>One</p><p>Two<br>three</p>', 'One\n\nTwo\nthree'],
    [
      'lists',
      'Two:<ul><li>lamp</li><li><p>rug</p></li></ul><ol><li>a<li>b</ol>',
      'Two:\n\n- lamp\n- rug\n\n1. a\n2. b',
    ],
    [
      'rows',
      '<table><tr><td>Lamp</td><td>40</td></tr><tr><td>Rug</td><td>9</td></tr></table>',
      'Lamp 40\nRug 9',
    ],
    ['lines of divs', '<div>One</div><div>Two</div><div><br></div><div>Three</div>', 'One\nTwo\n\nThree'],
    ['kept blanks', '<pre>a\n  b</pre>', 'a\n  b'],
    ['signs', 'a&nbsp;&lt;b&gt; &eacute; &#128512;', 'a <b> é 😀'],
    ['a picture that is a sign', 'Thanks <img alt="😀" src="cid:x">', 'Thanks 😀'],
    ['a picture that is a file', 'Thanks <img alt="image001.png" src="cid:x">', 'Thanks'],
    [
      'where a link leads',
      '<a href="https://shop.test/lamp">this one</a>',
      'this one (https://shop.test/lamp)',
    ],
    ['a link that says it', '<a href="https://shop.test/">shop.test</a>', 'shop.test'],
    [
      'what nobody sees',
      '<title>No</title><style>p{}</style><script>no()</script><!-- no --><p style="display: none">no<p>no</p></p><div hidden>no</div>Yes',
      'Yes',
    ],
    ['a head that never ends', '<html><head><meta charset="utf-8"><body>Yes', 'Yes'],
    [
      'an earlier mail',
      '<p>Yes</p><blockquote type="cite"><p>Lamp?</p><blockquote type="cite">Old</blockquote></blockquote><p>Ada</p>',
      'Yes\n\n> Lamp?\n> \n> > Old\n> \n\nAda',
    ],
    [
      'an earlier mail of Gmail',
      'Yes<div class="gmail_quote"><div class="gmail_attr">On Monday:</div><blockquote class="gmail_quote" style="border-left:1px solid">Lamp?</blockquote></div>',
      'Yes\nOn Monday:\n\n> Lamp?',
    ],
    [
      'an earlier mail of Yahoo',
      'Yes<div class="yahoo_quoted"><div>Monday:</div><div>Lamp?</div></div>Ada',
      'Yes\n> Monday:\n> Lamp?\nAda',
    ],
    [
      'what somebody indents',
      '<blockquote style="margin:0 0 0 40px;border:none;padding:0">My address</blockquote>',
      'My address',
    ],
    ['markup that is broken', 'a <b>b <i>c</b> d</i> < e & f', 'a b c d < e & f'],
  ])('keeps %s', (_, markup, expected) => expect(html(markup)).toBe(expected));
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
