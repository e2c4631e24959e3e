/** How long the other tabs are kept from telling the same. */
const HOLD_MS = 5000;

/**
 * Of several tabs one speaks up: the one that shows it already, which keeps still, else one that is looked at, else one that
 * may sound.
 */
export function alertOnce(key: string, isSeen: boolean, alert: () => void): void {
  if (!('locks' in navigator)) return isSeen ? undefined : alert();
  const isVisible = document.visibilityState === 'visible';
  const maySound = navigator.userActivation.hasBeenActive;
  const wait = isSeen ? 0 : !maySound ? 400 : isVisible ? 80 : 200;
  setTimeout(() => {
    void navigator.locks.request(key, { ifAvailable: true }, async (lock) => {
      if (!lock) return;
      if (!isSeen) alert();
      await new Promise((resolve) => setTimeout(resolve, HOLD_MS));
    });
  }, wait);
}
