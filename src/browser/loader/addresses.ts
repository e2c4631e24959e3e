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
