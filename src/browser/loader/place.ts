import { later } from './natives.js';

/** Milliseconds: whoever is taken away sooner is not wanted there. */
const TAKEN_SOON = 3000;
const MOST_TAKEN = 8;

interface Place {
  /** Puts it there, where the page lets it stand. */
  take: () => void;
  /** The page has become another one, which may let it stand. */
  renew: () => void;
}

/**
 * Keeps an element beside the page's body, where no style or layout of the body reaches it, nor anything that replaces
 * or rewrites the body. Where the page takes it away with more than the body, it comes back, but never into a fight.
 */
export function keepPlace(host: HTMLElement, placed: () => void): Place {
  let isWanted = false;
  let taken = 0;
  let since = 0;

  const take = (): void => {
    isWanted = true;
    const { documentElement: root, body } = document;
    if (host.isConnected || taken > MOST_TAKEN) return;
    if (!body) return void later(take, wait());
    // A page that has copied itself has copied the element without what is in it.
    for (const copy of document.querySelectorAll(host.localName)) copy.remove();
    root.appendChild(host);
    since = performance.now();
    watch?.observe(root, { childList: true });
    placed();
  };

  const look = (): void => {
    if (!isWanted || host.isConnected) return;
    if (performance.now() - since > TAKEN_SOON) taken = 0;
    later(take, wait());
  };

  /** Whatever rewrites the page is to end first. */
  const wait = (): number => (taken < 3 ? taken++ : 50 * 2 ** taken++);

  const watch = watcher(look);
  watch?.observe(document, { childList: true });
  return {
    take,
    renew() {
      taken = 0;
      if (isWanted) take();
    },
  };
}

function watcher(look: () => void): MutationObserver | undefined {
  try {
    return new MutationObserver(look);
  } catch {
    // The page has one of its own that does not work.
  }
}
