/** A page on which the messenger has to stand, by what makes it hard to stand there. */
export interface Horror {
  name: string;
  /** Markup of its head, before the loader. */
  head?: string;
  styles?: string;
  /** Script that has run before the loader comes. */
  before?: string;
  /** Whether something lies over the launcher until `after` has run. */
  coversLauncher?: true;
  /** Script that runs once the launcher stands; it may take it away. */
  after?: string;
  /** Attributes of its elements. */
  html?: string;
  body?: string;
  /** Instead of what all pages show. */
  content?: string;
  doctype?: string;
  type?: string;
  headers?: (app: string) => Record<string, string>;
  /** How the page brings the loader; else an asynchronous script at the end of its body. */
  loader?: (source: string) => string;
  /** Whether the loader stands in the head. */
  isInHead?: true;
  /** The page stands in a frame with these permissions. */
  sandbox?: string;
  /** CSS pixels of the window, where it is not a desktop's. */
  window?: { width: number; height: number };
  /** Its scripts have changed what the drivers of some engines run on themselves: there the messenger is opened, no more. */
  breaksDrivers?: true;
  /** Why the visitor is a new one after a reload. */
  forgets?: string;
  /** Why no launcher is to stand there; the page itself is as it was all the same. */
  withoutLauncher?: string;
}
