import sharp, { type Sharp } from 'sharp';
import { Refusal } from '../../kernel/index.js';
import { MOST_PIXELS, refuseCostly, withoutTexts } from './picture-cost.js';
import { THUMBNAIL, type Picture, type PictureType } from './picture-types.js';

/** Turning needs all of a picture in memory: of a larger one the browser is told which side is up instead. */
const MOST_TURNED = 20_000_000;

/** Of the eight orientations of EXIF. */
const FIRST_ON_ITS_SIDE = 5;

const FORMATS: Record<PictureType, (image: Sharp) => Sharp> = {
  'image/jpeg': (image) => image.jpeg({ quality: 88, optimiseCoding: false }),
  'image/png': (image) => image.png(),
  'image/gif': (image) => image.gif(),
  'image/webp': (image) => image.webp({ quality: 88 }),
};

/** One picture at a time is decoded here, and by one thread. */
sharp.concurrency(1);
sharp.cache(false);

/**
 * Runs in a child process. The picture drawn anew: upright, without what a camera or an attacker wrote beside it
 * (places, names, scripts), and measured. Bytes that are no whole picture are refused, and what costs too much to draw
 * is refused before anything of it is.
 */
export async function redraw({ bytes, type }: { bytes: Uint8Array; type: PictureType }): Promise<Picture> {
  const animated = type === 'image/gif' || type === 'image/webp';
  const image = sharp(type === 'image/png' ? withoutTexts(bytes) : bytes, {
    limitInputPixels: MOST_PIXELS,
    animated,
    failOn: 'error',
    sequentialRead: true,
  });
  const head = await image.metadata().catch(broken);
  refuseCostly(type, { head, bytes });
  const { width, height, pages = 1, orientation = 1 } = head;
  const isTurned = pages === 1 && orientation > 1;
  const isLarge = width * height > MOST_TURNED;
  const upright = isTurned ? (isLarge ? image.withExif(sideUp(orientation)) : image.rotate()) : image;
  const { data, info } = await FORMATS[type](upright).toBuffer({ resolveWithObject: true }).catch(broken);
  const shown = { bytes: data, width: info.width, height: info.pageHeight ?? info.height };
  const isOnItsSide = isTurned && isLarge && orientation >= FIRST_ON_ITS_SIDE;
  return isOnItsSide ? { ...shown, width: shown.height, height: shown.width } : shown;
}

/** Runs in a child process. A small still picture in WebP. */
export async function thumbnailOf(bytes: Uint8Array): Promise<Uint8Array> {
  return sharp(bytes, { limitInputPixels: MOST_PIXELS, sequentialRead: true })
    .autoOrient()
    .resize(THUMBNAIL, THUMBNAIL, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80 })
    .toBuffer();
}

function sideUp(orientation: number): { IFD0: { Orientation: string } } {
  return { IFD0: { Orientation: String(orientation) } };
}

function broken(error: Error): never {
  if (/pixel limit/i.test(error.message)) throw new Refusal('too_large', 'picture_too_large');
  throw new Refusal('invalid', 'file_broken');
}
