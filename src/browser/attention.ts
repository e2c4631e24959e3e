import { isField } from './workspace/dom.js';
import { onKey } from './key-presses.js';

/** For so long after a key somebody may press the next one. */
const KEYS_REST_MS = 1200;
/** A finger rests on nothing: what it touched last still counts as hovered. */
const HOVERS = '(hover: hover)';

/** Whether somebody points into an element, or goes through it by keys: then nothing that they may be about to press moves. */
export class Attention {
  private keyAt = -Infinity;
  private isAwaited = false;
  private resting: ReturnType<typeof setTimeout> | undefined;

  /** `turned` is called once attention that held something back has gone elsewhere. */
  constructor(
    private readonly element: HTMLElement,
    private readonly turned: () => void,
  ) {
    for (const event of ['pointerover', 'pointerleave']) element.addEventListener(event, () => this.look());
    // From anywhere: a key may lead into it.
    onKey(document, ({ target }) => {
      if (!isField(target)) this.keyAt = performance.now();
    });
  }

  /** The row within the element that is pointed at. */
  get pointed(): Element | null {
    return matchMedia(HOVERS).matches ? this.element.querySelector('li:hover') : null;
  }

  /** Where it does, `turned` is called afterwards. */
  holds(): boolean {
    const rest = this.keyAt + KEYS_REST_MS - performance.now();
    const holds = this.pointed !== null || rest > 0;
    this.isAwaited = holds;
    clearTimeout(this.resting);
    if (rest > 0) this.resting = setTimeout(() => this.look(), rest + 50);
    return holds;
  }

  private look(): void {
    if (this.isAwaited && !this.holds()) this.turned();
  }
}
