import { hear } from './natives.js';

interface BackStep {
  take: () => void;
  /** What covers the page was left another way. */
  leave: () => void;
  /** The page has gone on by itself: from there on Back is its own. */
  forget: () => void;
}

/**
 * A step of the page's history that stands for what covers the page, so that Back leads out of that first. It has the
 * page's own address and state, and the page hears neither of its coming nor of its going. Where the page has put steps
 * of its own on top, nothing is done.
 */
export function backStep(back: () => void): BackStep {
  let taken: string | undefined;
  const here = (): string => history.length + location.href;
  const forget = (): void => void (taken = undefined);
  hear(
    window,
    'popstate',
    (event) => {
      const isOurs = taken === here();
      forget();
      if (!isOurs) return;
      event.stopImmediatePropagation();
      back();
    },
    true,
  );
  return {
    take() {
      if (taken === here()) return;
      // Not as the page may have replaced it, to count or to load what is shown there.
      History.prototype.pushState.call(history, history.state, '');
      taken = here();
    },
    leave() {
      if (taken === here()) history.back();
    },
    forget,
  };
}
