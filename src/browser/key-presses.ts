/** What browsers give as the key code of a key that an input method takes for itself. */
const OF_INPUT_METHOD = 229;

/**
 * Hears the keys that are pressed on `target`, without those that belong to an input method: Enter there ends a word,
 * arrows and Escape choose among candidates. Safari ends the composition before it tells of the key that did so, and
 * marks that one by its code alone. An autofill tells of a key without a name, which is none either.
 */
export function onKey(
  target: EventTarget,
  pressed: (event: KeyboardEvent) => void,
  options?: AddEventListenerOptions,
): void {
  target.addEventListener(
    'keydown',
    (event) => {
      const { key, isComposing, keyCode } = event as KeyboardEvent;
      if (key !== undefined && !isComposing && keyCode !== OF_INPUT_METHOD) pressed(event as KeyboardEvent);
    },
    options,
  );
}
