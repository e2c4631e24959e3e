import { contentDisposition } from './disposition.js';

const attachment = (name: string) => contentDisposition('attachment', name);

describe('the name under which a file is offered', () => {
  it('keeps letters of every language beside a plain form', () => {
    expect(attachment('été à Paris.pdf')).toBe(
      `attachment; filename="_t_ _ Paris.pdf"; filename*=UTF-8''%C3%A9t%C3%A9%20%C3%A0%20Paris.pdf`,
    );
    expect(contentDisposition('inline', 'a.png')).toBe(`inline; filename="a.png"; filename*=UTF-8''a.png`);
  });

  it('ends no header, leaves no folder and hides no ending', () => {
    expect(attachment('a"\r\nSet-Cookie: x=1')).not.toMatch(/[\r\n]|"a"/);
    expect(attachment('../../etc/passwd')).toContain('filename="_.._etc_passwd"');
    expect(attachment('invoice\u202egpj.exe')).toContain('filename="invoicegpj.exe"');
    expect(attachment('C:\\windows\\x.txt')).toContain('filename="C__windows_x.txt"');
  });

  it('is never empty and never endless', () => {
    for (const name of ['', '...', '\u200b', ' ']) expect(attachment(name)).toContain('filename="file"');
    expect(attachment('x'.repeat(5000)).length).toBeLessThan(400);
    expect(attachment(`${'x'.repeat(5000)}.pdf`)).toContain('x.pdf"');
  });

  it('can be sent for names that are no text', () => {
    expect(attachment('a\ud83d.png')).toContain('filename="a.png"');
  });
});
