/** What was just done is said once: a reload of the page does not say it again. */
export function notices(): void {
  const address = new URL(location.href);
  if (!address.searchParams.has('done')) return;
  address.searchParams.delete('done');
  history.replaceState(null, '', address);
}
