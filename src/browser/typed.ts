/** What somebody typed into a form and sent; kept until the next page shows that it arrived. */
export interface Typed {
  /** The account. */
  by: string;
  /** The address that this tab was signed in with, where it was. */
  email: string | null;
  path: string;
  search: string;
  action: string;
  fields: [string, string][];
}

/** The address that this tab was signed in with last. */
export const SIGNED_IN = 'causerie:signed-in';
const TYPED = 'causerie:typed';
const LARGEST = 200_000;

/** False where the browser has no room for it or keeps nothing. */
export function keepTyped(typed: Omit<Typed, 'email'>): boolean {
  forgetTyped();
  try {
    const text = JSON.stringify({ ...typed, email: sessionStorage.getItem(SIGNED_IN) } satisfies Typed);
    if (text.length > LARGEST) return false;
    sessionStorage.setItem(TYPED, text);
    return true;
  } catch {
    return false;
  }
}

export function keptTyped(): Typed | null {
  try {
    return JSON.parse(sessionStorage.getItem(TYPED) ?? 'null') as Typed | null;
  } catch {
    return null;
  }
}

export function forgetTyped(): void {
  try {
    sessionStorage.removeItem(TYPED);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
