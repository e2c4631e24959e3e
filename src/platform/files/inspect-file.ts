import { contentType } from './content-type.js';
import { isPicture, needsThumbnail, type Picture } from './picture-types.js';
import { redraw, thumbnailOf } from './pictures.js';

export interface InspectedFile {
  /** Null for what cannot be told. */
  type: string | null;
  /** Drawn anew, where it is one. */
  picture: Picture | null;
  /** In WebP, where the picture is larger than it. */
  thumbnail: Uint8Array | null;
}

/**
 * Runs in a child process. What the bytes are, whatever the name says; a picture of one of these types (null for all) is
 * drawn anew. In one go, since what crosses between processes twice is garbage of the application's twice.
 */
export async function inspectFile({
  bytes,
  types,
}: {
  bytes: Uint8Array;
  types: readonly string[] | null;
}): Promise<InspectedFile> {
  const type = await contentType(bytes);
  if (!type || !isPicture(type) || types?.includes(type) === false)
    return { type, picture: null, thumbnail: null };
  const picture = await redraw({ bytes, type });
  return { type, picture, thumbnail: needsThumbnail(picture) ? await thumbnailOf(picture.bytes) : null };
}
