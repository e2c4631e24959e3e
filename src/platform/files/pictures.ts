import sharp, { type Sharp } from 'sharp';
import { Refusal } from '../../kernel/index.js';

export interface Picture {
  bytes: Buffer;
  width: number;
  height: number;
}

const MOST_PIXELS = 50_000_000;
const THUMBNAIL = 560;

const FORMATS = {
  'image/jpeg': (image: Sharp) => image.jpeg({ quality: 88, mozjpeg: false }),
  'image/png': (image: Sharp) => image.png(),
  'image/gif': (image: Sharp) => image.gif(),
  'image/webp': (image: Sharp) => image.webp({ quality: 88 }),
} satisfies Record<string, (image: Sharp) => Sharp>;

type PictureType = keyof typeof FORMATS;

export function isPicture(type: string): type is PictureType {
  return type in FORMATS;
}

/**
 * Drawn anew: upright, without what a camera or an attacker wrote beside the picture (places, names, scripts), and
 * measured. Bytes that are no whole picture are refused.
 */
export async function redraw(bytes: Uint8Array, type: PictureType): Promise<Picture> {
  const isAnimated = type === 'image/gif' || type === 'image/webp';
  const image = sharp(bytes, { limitInputPixels: MOST_PIXELS, animated: isAnimated, failOn: 'error' });
  try {
    const { pages } = await image.metadata();
    const upright = pages && pages > 1 ? image : image.rotate();
    const { data, info } = await FORMATS[type](upright).toBuffer({ resolveWithObject: true });
    return { bytes: data, width: info.width, height: info.pageHeight ?? info.height };
  } catch {
    throw new Refusal('invalid', 'file_broken');
  }
}

/** A small still picture in WebP. */
export async function thumbnailOf(bytes: Uint8Array): Promise<Buffer> {
  return sharp(bytes, { limitInputPixels: MOST_PIXELS })
    .resize(THUMBNAIL, THUMBNAIL, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80 })
    .toBuffer();
}

/** Whether a small one is worth keeping. */
export function needsThumbnail({ width, height }: { width: number; height: number }): boolean {
  return Math.max(width, height) > THUMBNAIL;
}
