import { hear, later } from './natives.js';
import { plainTitle } from './title.js';

const LONGEST_URL = 4000;
const LONGEST_TITLE = 500;

/** Where the visitor is. Lone halves of a character are left out, for no server can keep them. */
export function page(): { url: string; title: string; referrer: string } {
  // An image or a form of such a name hides what the document has.
  const clean = (text: unknown, longest: number): string =>
    typeof text === 'string' ? text.slice(0, longest).replace(/[\0\ud800-\udfff]/gu, '') : '';
  return {
    url: clean(location.href, LONGEST_URL),
    title: clean(plainTitle(), LONGEST_TITLE),
    referrer: clean(document.referrer, LONGEST_URL),
  };
}

/** Calls back after each change of the page's address, also when the page changes it by itself. */
export function onAddressChange(changed: () => void): void {
  let address = location.href;
  // The page sets its title a moment after its address.
  const look = (): void =>
    void later(() => {
      if (location.href === address) return;
      address = location.href;
      changed();
    }, 50);
  hear(window, 'popstate', look);
  hear(window, 'hashchange', look);
  hear(window, 'pageshow', look);
  try {
    for (const name of ['pushState', 'replaceState'] as const) {
      const original = history[name];
      history[name] = function (this: History, ...given: Parameters<History['pushState']>) {
        original.apply(this, given);
        look();
      };
    }
  } catch {
    // A page that lets nobody listen there tells by its events alone.
  }
}
