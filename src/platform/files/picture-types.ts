/** Of pictures that are shown; the browser draws all of them. */
export const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'] as const;

export type PictureType = (typeof PICTURE_TYPES)[number];

export interface Picture {
  bytes: Uint8Array;
  width: number;
  height: number;
}

/** The longer side of a small picture. */
export const THUMBNAIL = 560;

export function isPicture(type: string): type is PictureType {
  return (PICTURE_TYPES as readonly string[]).includes(type);
}

/** Whether a small one is worth keeping. */
export function needsThumbnail({ width, height }: { width: number; height: number }): boolean {
  return Math.max(width, height) > THUMBNAIL;
}
