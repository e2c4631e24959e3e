import { Attention } from '../attention.js';
import { whenNothingIsPressed } from '../presses.js';
import { updateRows, type Held } from '../rows.js';
import { wordTimes } from '../times.js';
import { wants } from '../workspace/alert-settings.js';
import { ask } from '../workspace/connection.js';
import { desk } from '../workspace/desk.js';
import { fetchFragment, fragmentOf, isInView, must } from '../workspace/dom.js';

/** What follows each other closely is fetched once. */
const TOGETHER_MS = 150;

interface Followed {
  id: string;
  lastSeq: number;
}

let planned: ReturnType<typeof setTimeout> | undefined;
let attention: Attention | undefined;
let whenFollowed: (conversations: Followed[]) => void = () => undefined;

/** Keeps the lists true; `followed` is told how far each listed conversation has got. */
export function watchLists(followed: (conversations: Followed[]) => void): void {
  whenFollowed = followed;
  const scroller = must('[data-lists-scroll]');
  attention = new Attention(scroller, refreshLists);
  scroller.addEventListener('focusout', refreshLists);
  showTotal();
}

export function refreshLists(): void {
  clearTimeout(planned);
  planned = setTimeout(() => void refresh(), TOGETHER_MS);
}

/** The rows in the order in which they stand. */
export function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-list] > [data-conversation]:not([data-gone])')];
}

/** Marks the row of the open conversation, and what is read there as read. */
export function markCurrent(): void {
  for (const row of rows()) {
    const link = must('[data-item]', row);
    const isCurrent = row.dataset.conversation === desk.current;
    if (!isCurrent) link.removeAttribute('aria-current');
    else link.setAttribute('aria-current', 'page');
    if (isCurrent && isInView()) readRow(row);
  }
  showTotal();
}

/** Follows what is listed and what is open, from now on or again. */
export async function follow(): Promise<void> {
  const ids = new Set(rows().map((row) => row.dataset.conversation ?? ''));
  if (desk.current) ids.add(desk.current);
  const answer = await ask('follow', { conversationIds: [...ids] }).catch(() => null);
  if (answer?.ok) whenFollowed(answer.conversations as Followed[]);
}

async function refresh(): Promise<void> {
  const html = await fetchFragment(`${desk.url}/lists`).catch(() => null);
  if (html === null) return;
  await whenNothingIsPressed();
  const news = fragmentOf(html);
  must('#desk-queues').replaceWith(must('#desk-queues', news));
  must('#desk-places').replaceWith(must('#desk-places', news));
  showAvailability(must('[data-availability]', news).dataset.state ?? '');
  document.querySelector('.talk-empty')?.replaceWith(must('.talk-empty', news));
  const held = whatHolds();
  for (const list of ['mine', 'assigned', 'snoozed']) updateList(list, news, held);
  wordTimes(must('[data-lists]'));
  markCurrent();
  await follow();
}

/** The form stays, for the focus may be on it. */
function showAvailability(state: string): void {
  const form = must('[data-availability]');
  form.dataset.state = state;
  for (const button of form.querySelectorAll<HTMLButtonElement>('button[name="state"]')) {
    button.setAttribute('aria-pressed', String(button.value === state));
  }
}

/** Rows stay where they are while somebody points at them or has the focus among them. */
function whatHolds(): Held | null {
  const scroller = must('[data-lists-scroll]');
  const hasFocus = scroller.contains(document.activeElement);
  return attention?.holds() || hasFocus ? { pointed: attention?.pointed ?? null, scroller } : null;
}

function updateList(name: string, news: DocumentFragment, held: Held | null): void {
  const section = must(`#list-${name}`);
  const next = must(`#list-${name}`, news);
  must('h2', section).replaceWith(must('h2', next));
  const list = must('ul', section);
  updateRows(list, [...must('ul', next).children] as HTMLElement[], change, held);
  section.querySelector('.list-empty')?.remove();
  const empty = next.querySelector('.list-empty');
  if (empty && list.childElementCount === 0) section.append(empty);
}

/** The row stays the same element, so that focus and pointer keep their place. */
function change(row: HTMLElement, next: HTMLElement): void {
  for (const { name, value } of next.attributes) row.setAttribute(name, value);
  const link = must('[data-item]', row);
  const nextLink = must('[data-item]', next);
  link.className = nextLink.className;
  if (link.innerHTML !== nextLink.innerHTML) link.replaceChildren(...nextLink.childNodes);
}

function readRow(row: HTMLElement): void {
  row.dataset.unread = '0';
  must('[data-item]', row).classList.remove('unread');
  row.querySelector('.count')?.remove();
}

/** "(3) Desk": what is new, also in a tab that is not looked at. */
function showTotal(): void {
  const total = rows().reduce((sum, row) => sum + Number(row.dataset.unread ?? 0), 0);
  const title = document.title.replace(/^\(\d+\) /, '');
  document.title = total > 0 && wants('title') ? `(${total}) ${title}` : title;
}
