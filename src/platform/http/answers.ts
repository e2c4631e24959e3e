/** What a controller returns to show a page: the name of a view, its data, and how it is sent. */
export class View {
  constructor(
    readonly name: string,
    readonly data: object,
    readonly options: ViewOptions = {},
  ) {}
}

export interface ViewOptions {
  status?: number;
  /** The partial that htmx gets instead of the whole page. */
  fragment?: string;
  layout?: string;
  /** Where a browser that has sent the form by itself continues with GET, instead of being shown a fragment. */
  seeOther?: string;
  triggers?: Triggers;
  /** Seconds after which another try makes sense. */
  retryAfter?: number;
}

/** What a controller returns after an unsafe request: the browser continues there with GET. */
export class SeeOther {
  constructor(
    readonly path: string,
    readonly triggers?: Triggers,
  ) {}
}

/** Events that htmx has happen in the page once what it got stands there, each with its details. */
export type Triggers = Record<string, object>;

export function view(name: string, data: object = {}, options: ViewOptions = {}): View {
  return new View(name, data, options);
}

/**
 * `path` is one of our own; nothing from outside gets here but by `knownPath`. With `triggers` htmx stays on its page, where
 * these events happen.
 */
export function seeOther(path: string, triggers?: Triggers): SeeOther {
  return new SeeOther(path, triggers);
}

/** Brand pages, public profiles, the account: where a redirect may lead, whoever asks. */
const KNOWN = [
  /^\/$/,
  /^\/brands$/,
  /^\/account(\/[a-z-]+)*$/,
  /^\/platform(\/[a-z0-9-]+)*$/,
  /^\/invitations\/[\w.-]+$/,
  /^\/sign-up\/brand$/,
  /^\/b\/[a-z0-9][a-z0-9-]{1,62}\/(desk|board|calendar|reports|admin|start)(\/[\w-]+)*$/,
];

/** After a page's path: what was sent from the page came after the session had ended, and was not stored. */
export const EXPIRED = '?expired';

/** A path from outside when it is on the list of those that a redirect may lead to, with or without that mark, else null. */
export function knownPath(path: unknown): string | null {
  if (typeof path !== 'string') return null;
  const bare = path.endsWith(EXPIRED) ? path.slice(0, -EXPIRED.length) : path;
  return KNOWN.some((pattern) => pattern.test(bare)) ? path : null;
}
