const LONGEST_URL = 4000;
const LONGEST_TITLE = 500;

/** Where the visitor is. Lone halves of a character are left out, for no server can keep them. */
export function page(): { url: string; title: string; referrer: string } {
  const clean = (text: string, longest: number): string =>
    text.slice(0, longest).replace(/[\0\ud800-\udfff]/gu, '');
  return {
    url: clean(location.href, LONGEST_URL),
    title: clean(document.title, LONGEST_TITLE),
    referrer: clean(document.referrer, LONGEST_URL),
  };
}

/** Calls back after each change of the page's address, also when the page changes it by itself. */
export function onAddressChange(changed: () => void): void {
  let address = location.href;
  // The page sets its title a moment after its address.
  const look = (): void =>
    void setTimeout(() => {
      if (location.href === address) return;
      address = location.href;
      changed();
    }, 50);
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name];
    history[name] = function (this: History, ...given: Parameters<History['pushState']>) {
      original.apply(this, given);
      look();
    };
  }
  addEventListener('popstate', look);
  addEventListener('hashchange', look);
}
