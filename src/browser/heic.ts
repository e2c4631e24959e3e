const TYPE = /^image\/hei[cf]/i;
const ENDING = /\.hei[cf]$/i;

/** Pictures as phones of Apple keep them. Browsers that cannot read them either often leave the type empty. */
export function isHeic({ name, type }: Pick<File, 'name' | 'type'>): boolean {
  return TYPE.test(type) || (type === '' && ENDING.test(name));
}
