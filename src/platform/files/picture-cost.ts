import type { Metadata } from 'sharp';
import { Refusal } from '../../kernel/index.js';
import type { PictureType } from './picture-types.js';

/** Of all its frames together. */
export const MOST_PIXELS = 50_000_000;
/** Each frame is work of its own, however small. */
const MOST_FRAMES = 2000;
/** Bytes of what is in memory at once; the process that draws has little more. */
const MOST_HELD = 150_000_000;
/** Cameras and programs write ten or so; each goes over all of the picture. */
const MOST_SCANS = 30;

const PNG_SIGNATURE_LENGTH = 8;
/** Length, name and check sum of a PNG's chunk. */
const PNG_FRAME = 12;
/** Words beside the picture, which unfold to a thousand times their size and are not kept. */
const PNG_TEXTS = new Set(['tEXt', 'zTXt', 'iTXt']);

/** Refuses by what its head says a picture that costs more to draw than anybody's photo does. */
export function refuseCostly(type: PictureType, picture: { head: Metadata; bytes: Uint8Array }): void {
  const { head, bytes } = picture;
  const pixels = head.width * head.height;
  const costs =
    pixels > MOST_PIXELS ||
    pixels * heldPerPixel(type, head) > MOST_HELD ||
    (head.pages ?? 1) > MOST_FRAMES ||
    (type === 'image/jpeg' && hasManyScans(bytes));
  if (costs) throw new Refusal('too_large', 'picture_too_large');
}

/** A picture that comes row by row is never whole in memory; one that comes in passes is. */
function heldPerPixel(type: PictureType, head: Metadata): number {
  const { isProgressive, channels, depth, chromaSubsampling, pages = 1 } = head;
  // Read whole, and a still one is held twice more while it is written.
  if (type === 'image/webp') return pages === 1 ? 12 : 4;
  if (!isProgressive) return 0;
  if (type === 'image/png') return channels * (depth === 'ushort' ? 2 : 1);
  if (type === 'image/jpeg') return chromaSubsampling?.startsWith('4:2:0') ? 3 : 2 * channels;
  return 0;
}

/** A PNG without the words beside its picture, found by the lengths of its chunks alone. */
export function withoutTexts(png: Uint8Array): Uint8Array {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  const kept = [bytes.subarray(0, PNG_SIGNATURE_LENGTH)];
  let at = PNG_SIGNATURE_LENGTH;
  while (at < bytes.length) {
    const isWhole = at + PNG_FRAME <= bytes.length;
    const end = isWhole ? at + PNG_FRAME + bytes.readUInt32BE(at) : bytes.length;
    if (!isWhole || !PNG_TEXTS.has(bytes.toString('latin1', at + 4, at + 8)))
      kept.push(bytes.subarray(at, end));
    at = end;
  }
  return Buffer.concat(kept);
}

/** Counts the scans of a JPEG: segments are passed over by their length, and what follows a scan by its marks. */
function hasManyScans(jpeg: Uint8Array): boolean {
  const bytes = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  let scans = 0;
  for (let at = 2; at + 4 <= bytes.length;) {
    const mark = bytes[at] === 0xff ? bytes[at + 1] : undefined;
    if (mark === 0xda) scans += 1;
    if (scans > MOST_SCANS) return true;
    // Not where a segment begins: data of the scan, filled up with 0xff or 0x00, or one of its restarts.
    const isData = mark === undefined || mark === 0 || mark === 0xff || (mark >= 0xd0 && mark <= 0xd9);
    const next = bytes.indexOf(0xff, isData ? at + 1 : at + 2 + bytes.readUInt16BE(at + 2));
    if (next === -1) return false;
    at = next;
  }
  return false;
}
