import { webAddress } from './web-address.js';

describe('an address to lead to', () => {
  it.each(['https://shop.example/lamps?at=1#top', 'http://localhost:3000/'])('is %s', (address) =>
    expect(webAddress(address)).toBe(address),
  );

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'blob:https://shop.example/1',
    'file:///etc/passwd',
    'https://bank.example@evil.example/',
    '/relative',
    '',
  ])('is not %j', (address) => expect(webAddress(address)).toBeNull());
});
