import { isBlank, isStorable, lengthOf } from '../../kernel/index.js';

/** Few enough to be told apart, each readable in both themes. */
export const TAG_COLOURS = ['grey', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'violet'] as const;

export type TagColour = (typeof TAG_COLOURS)[number];

export const LONGEST_TAG_NAME = 40;
/** Of a brand, archived ones included: a list of them is shown whole. */
export const MOST_TAGS = 300;
/** Of one conversation. */
export const MOST_TAGS_OF_CONVERSATION = 20;

export function isTagColour(value: unknown): value is TagColour {
  return TAG_COLOURS.some((colour) => colour === value);
}

/** Field → code of what cannot be kept. */
export function tagProblems({ name, colour }: { name: string; colour: string }): Record<string, string> {
  return {
    ...(isTagColour(colour) ? {} : { colour: 'invalid_input' }),
    ...(isBlank(name) ? { name: 'required' } : {}),
    ...(isStorable(name) ? {} : { name: 'characters_refused' }),
    ...(lengthOf(name.trim()) > LONGEST_TAG_NAME ? { name: 'too_long' } : {}),
  };
}

/** The colour that fewest tags have, in the palette's order: tags made on the way stay apart. */
export function nextColour(taken: readonly string[]): TagColour {
  const count = (colour: TagColour) => taken.filter((each) => each === colour).length;
  return TAG_COLOURS.reduce((least, colour) => (count(colour) < count(least) ? colour : least));
}
