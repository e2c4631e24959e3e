import { qrPath } from './qr-path.js';

describe('the path of a QR code', () => {
  it('draws neighbours of a row as one', () => {
    const data = [1, 1, 0, 0, 0, 1, 1, 0, 1];
    expect(qrPath({ size: 3, data })).toBe('M0 0h2v1h-2zM2 1h1v1h-1zM0 2h1v1h-1zM2 2h1v1h-1z');
  });

  it('is empty where nothing is dark', () => {
    expect(qrPath({ size: 2, data: [0, 0, 0, 0] })).toBe('');
  });
});
