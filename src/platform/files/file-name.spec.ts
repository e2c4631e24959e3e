import { fileNameFor } from './file-name.js';

const RIGHT_TO_LEFT = '\u202e';

describe('the name of a file', () => {
  it.each([
    ['text/plain', 'invoice.hta', 'invoice.hta.txt'],
    ['text/plain', 'facture.bat', 'facture.bat.txt'],
    ['text/plain', 'page.html', 'page.html.txt'],
    ['text/plain', 'data.xml', 'data.xml.txt'],
    ['text/plain', 'invoice.txt.hta.', 'invoice.txt.hta..txt'],
    ['text/plain', 'LICENSE', 'LICENSE.txt'],
    ['text/plain', '.txt', '.txt.txt'],
    ['text/plain', 'Orders.CSV', 'Orders.CSV'],
    ['text/plain', 'read.me.md', 'read.me.md'],
    ['text/plain', 'run.log ', 'run.log'],
    ['image/png', 'photo.html', 'photo.html.png'],
    ['image/png', 'photo.PNG', 'photo.PNG'],
    ['image/jpeg', 'photo.jpeg', 'photo.jpeg'],
    ['image/jpeg', 'photo.png', 'photo.png.jpg'],
    ['application/pdf', 'invoice.exe', 'invoice.exe.pdf'],
    ['application/x-unknown', 'invoice.bin', 'invoice.bin'],
    ['image/png', `${RIGHT_TO_LEFT}gnp.exe`, 'gnp.exe.png'],
    ['image/png', 'a\r\nX: y.png', 'aX: y.png'],
    ['image/png', 'a\u2066\u200fb\u2069.png', 'ab.png'],
    ['text/plain', 'invoice.tx\u200bt', 'invoice.tx\u200bt.txt'],
    ['image/png', '\u202e \u0007', 'file.png'],
    ['image/png', '👩‍💻.png', '👩‍💻.png'],
  ])('of %s called %j is %j', (type, name, shown) => expect(fileNameFor(type, name)).toBe(shown));
});
