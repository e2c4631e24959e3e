import iconv from 'iconv-lite';
import { decodeText } from './charset.js';

const sevenBits = (text: string, charset: string) =>
  Buffer.from(iconv.encode(text, charset).map((byte) => byte & 0x7f)).toString('latin1');
const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('text that is shifted into seven bits', () => {
  const HELLO = '안녕하세요';
  const KOREAN = `\u001b$)C\n\u000e${sevenBits(HELLO, 'euc-kr')}\u000f, Kim.\nBye`;

  it.each(['iso-2022-kr', 'ISO-2022-KR', 'csISO2022KR'])('is Korean as it is declared: %s', (charset) => {
    expect(decodeText(bytes(KOREAN), charset)).toBe(`\n${HELLO}, Kim.\nBye`);
  });

  it('is shifted back at the end of a line, also where nothing says so', () => {
    const lost = `\u000e${sevenBits(HELLO, 'euc-kr')}\nBye`;
    expect(decodeText(bytes(lost), 'iso-2022-kr')).toBe(`${HELLO}\nBye`);
  });

  it.each(['hz-gb-2312', 'hz'])('is Chinese as it is declared: %s', (charset) => {
    const text = `This: ~{${sevenBits('己所不欲', 'gb2312')}~}, at ~~ 5.~\n On.`;
    expect(decodeText(bytes(text), charset)).toBe('This: 己所不欲, at ~ 5. On.');
    expect(decodeText(bytes(`~{${sevenBits('己', 'gb2312')}\nBye`), charset)).toBe('己\nBye');
  });
});
