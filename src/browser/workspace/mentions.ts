import { htmx } from '../htmx.js';
import { alertOnce, linkToast, notify, sound } from './alerts.js';
import { socket } from './connection.js';
import { desk } from './desk.js';
import { must } from './dom.js';

interface Mentioned {
  conversationId: string;
  seq: number;
}

/** Mentions that the socket has told of, until the list has them. */
let heard: Mentioned[] = [];

/** The notes that mention the member: counted beside the list's button, listed when it is opened. */
export function bindMentions(): void {
  const dialog = must<HTMLDialogElement>('[data-mentions-dialog]');
  const list = must('[data-mentions]', dialog);
  const refresh = () => htmx.trigger(list, 'mentions');
  must('[data-mentions-open]').addEventListener('click', () => {
    dialog.showModal();
    refresh();
  });
  dialog.addEventListener('click', ({ target }) => {
    if ((target as Element).closest('[data-mention]')) dialog.close();
  });
  list.addEventListener('htmx:after:swap', () => {
    showUnread(must('[data-mentions-found]', list));
    heard = heard.filter((mention) => !tellOf(mention, list));
  });
  for (const event of ['hello', 'mentions']) socket.on(event, refresh);
  socket.on('mentioned', (mention: Mentioned) => {
    heard.push(mention);
    refresh();
  });
}

function showUnread({ dataset: { label = '', unread = '0' } }: HTMLElement): void {
  must('[data-mentions-open]').ariaLabel = label;
  must('[data-mentions-count]').textContent = unread === '0' ? '' : unread;
}

/** Whether the list has it. */
function tellOf({ conversationId, seq }: Mentioned, list: HTMLElement): boolean {
  const mention = list.querySelector<HTMLAnchorElement>(`[data-mention="${conversationId}.${seq}"]`);
  if (!mention) return false;
  if (desk.current === conversationId && document.visibilityState === 'visible') return true;
  const text = desk.sentence('mentioned', mention.dataset.author ?? '');
  linkToast(text, mention.href);
  alertOnce(`mentioned.${conversationId}.${seq}`, false, () => {
    sound('message');
    notify(text, mention.href);
  });
  return true;
}
