import { lengthOf, LONGEST_MESSAGE } from '../../../kernel/anywhere/message-length.js';
import { part } from '../page.js';

const TOLD_FROM = 3800;
/** Who hears the page is told once they pause. */
const SAID_AFTER = 1000;

let timer: ReturnType<typeof setTimeout> | undefined;

/** Tells how long a message has become, near the longest that can be sent and beyond. */
export function showLength(field: HTMLTextAreaElement): void {
  const length = field.value.length < TOLD_FROM ? 0 : lengthOf(field.value);
  const isTold = length >= TOLD_FROM;
  const isTooLong = length > LONGEST_MESSAGE;
  const line = part('[data-length]');
  if (!isTold && line.hidden) return;
  line.hidden = !isTold;
  line.textContent = isTold ? worded(length, line.dataset.wordLength) : '';
  line.classList.toggle('error', isTooLong);
  field.ariaInvalid = isTooLong ? 'true' : null;
  clearTimeout(timer);
  timer = setTimeout(() => (part('[data-length-said]').textContent = line.textContent), SAID_AFTER);
}

function worded(length: number, words = ''): string {
  const { format } = new Intl.NumberFormat(document.documentElement.lang, { numberingSystem: 'latn' });
  return words.replace('__length__', format(length)).replace('__longest__', format(LONGEST_MESSAGE));
}
