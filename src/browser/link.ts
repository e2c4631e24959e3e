/** Takes the token of a link in a message out of the page's address, so that it is not passed on with it. */
export function takeLink(): string | undefined {
  const link = /^#causerie=(.+)/.exec(location.hash)?.[1];
  if (link) history.replaceState(history.state, '', location.pathname + location.search);
  return link;
}
