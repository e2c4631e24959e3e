import { hear } from './natives.js';

/** What has stood before the page's title. The no-break space tells it from a number of the page's own. */
const marks: string[] = [];
let unread = 0;
let follows = false;

/** Says in the title of a page that nobody looks at how many messages wait there. */
export function countInTitle(count: number): void {
  if (!follows && count > 0) hear(document, 'visibilitychange', arrange);
  follows ||= count > 0;
  unread = count;
  arrange();
}

/** The title as the page means it, also where the page has built a new one out of ours. */
export function plainTitle(): string {
  return marks.reduce((title, mark) => title.split(mark).join(''), document.title);
}

function arrange(): void {
  const plain = plainTitle();
  const mark = unread > 0 && document.hidden === true ? `(${unread})\u00a0` : '';
  if (mark && !marks.includes(mark)) marks.push(mark);
  if (document.title !== mark + plain) document.title = mark + plain;
}
