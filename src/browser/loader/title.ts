let shown: string | undefined;
let plain = '';
let unread = 0;

/** Says in the title of a page that nobody looks at how many messages wait there. */
export function countInTitle(count: number): void {
  if (unread === 0 && count > 0) document.addEventListener('visibilitychange', arrange);
  unread = count;
  arrange();
}

function arrange(): void {
  // What the page has set since is the page's.
  if (document.title !== shown) plain = document.title;
  shown = unread > 0 && document.hidden ? `(${unread}) ${plain}` : plain;
  if (document.title !== shown) document.title = shown;
}
