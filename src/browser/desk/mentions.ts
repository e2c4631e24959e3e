import { wordTimes } from '../times.js';
import { desk } from './desk.js';
import { elementOf, fetchFragment, must } from './dom.js';

/** The notes that mention the member: counted beside the list's button, listed when it is opened. */
export function bindMentions(): void {
  const dialog = must<HTMLDialogElement>('[data-mentions-dialog]');
  must('[data-mentions-open]').addEventListener('click', () => {
    dialog.showModal();
    void refreshMentions();
  });
  dialog.addEventListener('click', ({ target }) => {
    if ((target as Element).closest('[data-mention]')) dialog.close();
  });
}

/** Fetches them anew; gives the one that is asked for. */
export async function refreshMentions(key?: string): Promise<HTMLAnchorElement | null> {
  const shown = must('[data-mentions]');
  const html = await fetchFragment(`${desk.url}/mentions`).catch(() => null);
  if (html === null) {
    const { wordFailed } = shown.dataset;
    if (wordFailed) must('p', shown).textContent = wordFailed;
    return null;
  }
  const news = elementOf(html);
  wordTimes(news);
  must('[data-mentions]').replaceWith(news);
  must('[data-mentions-open]').ariaLabel = news.dataset.label ?? '';
  must('[data-mentions-count]').textContent = news.dataset.unread === '0' ? '' : (news.dataset.unread ?? '');
  return key ? news.querySelector<HTMLAnchorElement>(`[data-mention="${key}"]`) : null;
}
