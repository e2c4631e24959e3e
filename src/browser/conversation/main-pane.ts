import { toast } from '../workspace/alerts.js';
import { must } from '../workspace/dom.js';
import type { Reply } from './reply.js';
import type { Thread } from './thread.js';

/** The conversation that stands in the main pane, and the form to answer in it. */
export const mainPane: { thread: Thread | null; reply: Reply | null } = { thread: null, reply: null };

/** Says above the reply box why something was refused; without a text it takes that away. */
export function showRefused(message: string): void {
  const notice = document.querySelector<HTMLElement>('[data-notice="refused"]');
  if (!notice) return message ? toast(message) : undefined;
  must('[data-notice-text]', notice).textContent = message;
  notice.hidden = message === '';
}
