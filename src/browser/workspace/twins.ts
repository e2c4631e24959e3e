import { showHints } from './hints.js';
import { mainPane } from '../conversation/main-pane.js';

/** What the member's other tabs keep in the browser holds here at once: drafts, what was sent of them, what is known. */
export function followTwins(): void {
  window.addEventListener('storage', ({ key }) => {
    if (key === null) return;
    mainPane.reply?.follow(key);
    showHints(document);
  });
}
