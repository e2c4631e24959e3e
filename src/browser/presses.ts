/** How long after the finger is lifted its click may still come. */
const CLICK_WITHIN_MS = 60;
/** Whoever holds longer than this is not about to click, or was let go of where no page hears it. */
const LONGEST_MS = 3000;

let held: Promise<void> | undefined;

addEventListener('pointerdown', () => (held ??= letGo()), { capture: true });

/**
 * Resolves once nothing is pressed: an element that is replaced between the press and its release hears no click, so
 * what is drawn anew by itself waits for this first.
 */
export function whenNothingIsPressed(): Promise<void> {
  return held ?? Promise.resolve();
}

async function letGo(): Promise<void> {
  await new Promise<void>((resolve) => {
    const heard = new AbortController();
    const end = (): void => {
      clearTimeout(longest);
      heard.abort();
      resolve();
    };
    const longest = setTimeout(end, LONGEST_MS);
    for (const event of ['pointerup', 'pointercancel'])
      addEventListener(event, end, { capture: true, signal: heard.signal });
  });
  await new Promise((resolve) => setTimeout(resolve, CLICK_WITHIN_MS));
  held = undefined;
}
