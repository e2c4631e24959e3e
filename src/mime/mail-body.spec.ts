import { madeMail } from '../../test/inbound/made-mail.js';
import { bodyOf } from './mail-body.js';
import { mimePart } from './mime-part.js';

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
    [
      'Japanese escapes of the older kind',
      'Content-Type: text/plain',
      Buffer.from('\u001b$@$3$s\u001b(B', 'latin1'),
      'こん',
    ],
    [
      'an escape among bytes that no Japanese mail has',
      'Content-Type: text/plain',
      Buffer.from('\u001b$B déjà', 'utf8'),
      '\u001b$B déjà',
    ],
    [
      'UTF-8 with a byte that was lost',
      'Content-Type: text/plain; charset=utf-8',
      Buffer.concat([Buffer.from('déjà coûté '), Buffer.from([0xc3])]),
      'déjà coûté \ufffd',
    ],
    [
      'UTF-16 with a mark, the other way round',
      'Content-Type: text/plain',
      Buffer.from('\ufeffdéjà', 'utf16le').swap16(),
      'déjà',
    ],
    [
      'Hebrew as it is read',
      'Content-Type: text/plain; charset=iso-8859-8-i',
      Buffer.from([0xf9, 0xec]),
      'של',
    ],
    [
      'Korean by its other name',
      'Content-Type: text/plain; charset=ksc5601-1987',
      Buffer.from([0xbe, 0xc8]),
      '안',
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
  ])('%s', (_, head, body, expected) =>
    expect(bodyOf(mimePart(madeMail(head, body))).text.trim()).toBe(expected),
  );
});

it.each(['\u200b', '\u200f\u00ad', '\u2800\n\u3164'])(
  'takes the words of markup where the plain form is unseen: %j',
  (unseen) => {
    const body = `--edge\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${unseen}\r\n--edge\r\nContent-Type: text/html\r\n\r\n<p>Two lamps</p>\r\n--edge--\r\n`;
    const mail = mimePart(madeMail('Content-Type: multipart/alternative; boundary=edge', body));
    expect(bodyOf(mail).text.trim()).toBe('Two lamps');
  },
);

describe('in several forms', () => {
  const body = (plain: string, html: string) =>
    bodyOf(
      mimePart(
        madeMail(
          'Content-Type: multipart/alternative; boundary=edge',
          `--edge\r\nContent-Type: text/plain\r\n\r\n${plain}\r\n--edge\r\nContent-Type: text/html\r\n\r\n${html}\r\n--edge--\r\n`,
        ),
      ),
    ).text.trim();

  it.each([
    'This message is in HTML. Please use a client that can show it.',
    'Your e-mail program does not support HTML messages',
    'Diese Nachricht wurde im HTML-Format gesendet.',
  ])('is what says more than that it is markup: %s', (stub) =>
    expect(body(stub, '<p>Two lamps</p>')).toBe('Two lamps'),
  );

  it.each([
    ['The HTML of your page is broken', '<p>The <b>HTML</b> of your page is broken.</p>'],
    ['The HTML of your page is broken', '<p> </p>'],
    [`HTML ${'is broken '.repeat(50)}`.trim(), '<p>Two lamps</p>'],
    ['Two lamps', '<p>Four lamps</p>'],
  ])('is the plain one where somebody wrote it: %s', (plain, html) => expect(body(plain, html)).toBe(plain));
});
