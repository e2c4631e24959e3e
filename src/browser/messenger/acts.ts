import type { Connection } from './connection.js';
import type { Content } from './content.js';
import { refusalWord, showNotice } from './notices.js';
import { focusThread } from './page.js';
import type { Thread } from './thread.js';
import type { Writing } from './writing.js';

export interface ActsOptions {
  root: HTMLElement;
  connection: Connection;
  content: Content;
  writing: Writing;
  thread: Thread;
}

/** What the buttons of the server's markup do. */
export function bindActs(options: ActsOptions): void {
  const { content } = options;
  const { composer, sending } = options.writing;
  options.root.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button') : null;
    if (!button) return;
    const { accept, earlier, openConversation } = button.dataset;
    if (accept !== undefined) void acceptTerms(button, accept.split(','), options);
    else if (earlier) void showEarlier(button, options);
    else if (openConversation) void content.load(openConversation).then(() => composer.focus());
    else if ('showHistory' in button.dataset) void showHistory(button, options);
    else if ('start' in button.dataset) void startAnew(options);
    else if ('reload' in button.dataset) void content.load();
    else if ('retry' in button.dataset) {
      sending.retry(button.closest('[id]')?.id.replace('entry-', '') ?? '');
      composer.focus();
    }
  });
}

/** What was written for the conversation that is over goes along. */
async function startAnew({ writing, content }: ActsOptions): Promise<void> {
  const begun = writing.take();
  await content.load(null, true);
  writing.giveBack(begun);
}

async function acceptTerms(
  button: HTMLButtonElement,
  documentIds: string[],
  { connection, content, writing }: ActsOptions,
): Promise<void> {
  button.disabled = true;
  const answer = await connection.say('accept', 'consents', { documentIds });
  button.disabled = false;
  if (!answer?.ok) return showNotice('refused', true, answer?.message ?? refusalWord('Failed'));
  await content.load();
  writing.composer.focus();
}

async function showHistory(button: HTMLButtonElement, { connection, content }: ActsOptions): Promise<void> {
  button.disabled = true;
  const answer = await connection.say('settings', 'settings', { historyHidden: false });
  button.disabled = false;
  if (!answer?.ok) return showNotice('refused', true, answer?.message ?? refusalWord('Failed'));
  await content.load();
  focusThread();
}

async function showEarlier(button: HTMLButtonElement, options: ActsOptions): Promise<void> {
  const { connection, thread } = options;
  button.disabled = true;
  const answer = await connection.fetch(button.dataset.earlier ?? '').catch(() => null);
  button.disabled = false;
  if (!button.isConnected) {
    // Another drawing has taken its place: of another conversation, perhaps, whose history is another.
    const other = document.querySelector<HTMLButtonElement>('[data-earlier]');
    return other ? showEarlier(other, options) : undefined;
  }
  if (!answer?.ok) return;
  thread.prepend(await answer.text());
  const more = document.querySelector<HTMLElement>('[data-earlier]');
  if (more) more.focus({ preventScroll: true });
  else focusThread();
}
