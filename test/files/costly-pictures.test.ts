import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import type { PictureType } from '../../src/platform/files/picture-types.js';
import { redraw } from '../../src/platform/files/pictures.js';
import { GREY, png, RGB, RGBA } from '../support/png.js';

/** What refusing by the head may take; drawing any of these takes a second and more. */
const AT_ONCE_MS = 500;

async function timed(type: PictureType, bytes: Buffer): Promise<[outcome: string, isAtOnce: boolean]> {
  const begun = performance.now();
  const outcome = await redraw({ bytes, type }).then(
    ({ width, height }) => `${width} × ${height}`,
    ({ code }: { code: string }) => code,
  );
  return [outcome, performance.now() - begun < AT_ONCE_MS];
}

const REFUSED = ['picture_too_large', true];
const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#c96' } });

it.each([
  ['RGBA', { depth: 8, colour: RGBA }],
  ['RGBA of 16 bits', { depth: 16, colour: RGBA }],
  ['RGB of 16 bits', { depth: 16, colour: RGB }],
])('an interlaced picture of 49 megapixels in %s is refused by its head', async (_kind, kind) => {
  const costly = png({ width: 7000, height: 7000, isInterlaced: true, ...kind });
  expect(await timed('image/png', costly)).toEqual(REFUSED);
});

it('an interlaced picture of a usual size is drawn', async () => {
  const usual = png({ width: 1600, height: 900, isInterlaced: true, depth: 8, colour: RGBA });
  expect((await timed('image/png', usual))[0]).toBe('1600 × 900');
});

it('progressive photos are drawn up to what fits into memory', async () => {
  const chromaSubsampling = '4:4:4';
  const photo = await plain(4000, 3000).jpeg({ progressive: true, chromaSubsampling }).toBuffer();
  expect((await timed('image/jpeg', photo))[0]).toBe('4000 × 3000');
  const costly = await plain(7000, 7000).jpeg({ progressive: true, chromaSubsampling }).toBuffer();
  expect(await timed('image/jpeg', costly)).toEqual(REFUSED);
});

it('a photo that goes over itself again and again is refused', async () => {
  const photo = await plain(2000, 1000).jpeg({ progressive: true }).toBuffer();
  expect(await timed('image/jpeg', withScans(photo, 25))).toEqual(REFUSED);
  expect((await timed('image/jpeg', withScans(photo, 5)))[0]).toBe('2000 × 1000');
});

it('a still WebP that does not fit into memory is refused', async () => {
  const costly = await plain(7000, 7000).webp({ effort: 0 }).toBuffer();
  expect(await timed('image/webp', costly)).toEqual(REFUSED);
});

it('an animation of very many frames is refused, however small they are', async () => {
  expect(await timed('image/gif', gif(20_000))).toEqual(REFUSED);
  expect((await timed('image/gif', gif(100)))[0]).toBe('1 × 1');
});

it('words beside a picture are not unfolded', async () => {
  const bomb = Buffer.concat([Buffer.from('a\0\0'), deflateSync(Buffer.alloc(50_000_000))]);
  const words: [string, Buffer][] = Array.from({ length: 20 }, () => ['zTXt', bomb]);
  const picture = png({ width: 10, height: 10, depth: 8, colour: GREY, beside: words });
  expect(await timed('image/png', picture)).toEqual(['10 × 10', true]);
});

/** The photo with its first scan repeated at its end. */
function withScans(photo: Buffer, times: number): Buffer {
  const scan = photo.indexOf(Buffer.from([0xff, 0xda]));
  const tables = [];
  for (let at = 2; at < scan; at += 2 + photo.readUInt16BE(at + 2))
    if (photo[at + 1] === 0xc4) tables.push(photo.subarray(at, at + 2 + photo.readUInt16BE(at + 2)));
  let end = photo.indexOf(0xff, scan + 2);
  while (photo[end + 1] === 0) end = photo.indexOf(0xff, end + 1);
  const again = Buffer.concat([...tables, photo.subarray(scan, end)]);
  const repeated = Array.from({ length: times }, () => again);
  return Buffer.concat([photo.subarray(0, -2), ...repeated, photo.subarray(-2)]);
}

function gif(frames: number): Buffer {
  const head = Buffer.from('474946383961010001008000000000' + '00ffffff', 'hex');
  const frame = Buffer.from('21f90400010000002c00000000010001000002024401' + '00', 'hex');
  return Buffer.concat([head, ...Array.from({ length: frames }, () => frame), Buffer.from([0x3b])]);
}
