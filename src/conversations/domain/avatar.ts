export type Tint = 1 | 2 | 3 | 4;

/** A person as shown beside a name: a picture, else initials on one of four tints. */
export interface AvatarView {
  name: string | null;
  picture: string | null;
  initials: string;
  tint: Tint;
}

/** `unnamed` is what a person without a name is called, for the initials. */
export function avatarOf(
  { id, name, picture = null }: { id: string; name: string | null; picture?: string | null },
  unnamed: string | null = null,
): AvatarView {
  return { name, picture, initials: initialsOf(name ?? unnamed), tint: tintOf(id) };
}

/** Up to two letters that stand for a person without a picture: of the first and the last word of the name. */
export function initialsOf(name: string | null): string {
  const letters = (name ?? '').split(/\s/u).flatMap((word) => /[\p{L}\p{N}]/u.exec(word) ?? []);
  return (letters.length > 1 ? [letters[0], letters.at(-1)] : letters).join('').toUpperCase();
}

/** The same one of four tints for a person everywhere. */
export function tintOf(id: string): Tint {
  let sum = 0;
  for (let at = 0; at < id.length; at += 1) sum = (sum * 31 + id.charCodeAt(at)) | 0;
  return ((Math.abs(sum) % 4) + 1) as Tint;
}
