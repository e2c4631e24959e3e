/** By what a mail of ours is known where it is quoted. */
export interface OurSigns {
  /** The line that they begin with, in every language. */
  marks: readonly string[];
  /** Where they come from and where answers go to. */
  addresses: readonly string[];
  /** As whom they come. */
  names: readonly string[];
  /** What stands hidden above the mark: the first words of answers. */
  previews: readonly string[];
}
