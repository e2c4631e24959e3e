import { wordTimes } from '../times.js';
import { alertOnce, linkToast, notify, sound } from './alerts.js';
import { socket } from './connection.js';
import { desk } from './desk.js';
import { elementOf, fetchFragment, must } from './dom.js';

interface Mentioned {
  conversationId: string;
  seq: number;
}

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
  for (const event of ['hello', 'mentions']) socket.on(event, () => void refreshMentions());
  socket.on('mentioned', (mention: Mentioned) => void heardMention(mention));
}

/** Fetches them anew; gives the one that is asked for. */
async function refreshMentions(key?: string): Promise<HTMLAnchorElement | null> {
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

async function heardMention({ conversationId, seq }: Mentioned): Promise<void> {
  const mention = await refreshMentions(`${conversationId}.${seq}`);
  if (!mention || (desk.current === conversationId && document.visibilityState === 'visible')) return;
  const text = desk.sentence('mentioned', mention.dataset.author ?? '');
  linkToast(text, mention.href);
  alertOnce(`mentioned.${conversationId}.${seq}`, false, () => {
    sound('message');
    notify(text, mention.href);
  });
}
