import type { Connection } from './connection.js';
import type { Content } from './content.js';
import { refusalWord, showNotice } from './notices.js';
import { focusThread } from './page.js';
import type { Thread } from './thread.js';
import type { Writing } from './writing/writing.js';

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
    else if (openConversation) void goTo(openConversation, options);
    else if ('showHistory' in button.dataset) void showHistory(button, options);
    else if ('start' in button.dataset) void startAnew(options);
    else if ('reload' in button.dataset) void content.load();
    else if ('retry' in button.dataset) {
      sending.retry(button.closest('[id]')?.id.replace('entry-', '') ?? '');
      composer.focus();
    }
  });
}

async function goTo(conversationId: string, options: ActsOptions): Promise<void> {
  const { root, content, writing } = options;
  if (root.dataset.state === 'closed') await leaveClosed(options, () => content.load(conversationId));
  else await content.load(conversationId);
  writing.composer.focus();
}

function startAnew(options: ActsOptions): Promise<void> {
  return leaveClosed(options, () => options.content.load(null, true));
}

/** What was written for the conversation that is over goes along. */
async function leaveClosed({ writing }: ActsOptions, leave: () => Promise<void>): Promise<void> {
  const begun = writing.take();
  await leave();
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
