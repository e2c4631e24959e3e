import { must } from '../workspace/dom.js';

const PASSING_MS = 6000;

/** What was just done is said once, for a while: a reload of the page does not say it again. */
export function notices(): void {
  const said = document.querySelector('[data-passing]');
  if (said) {
    // Screen readers tell of what comes into a region, not of what stands in it from the start.
    must('#notices').append(said);
    setTimeout(() => said.remove(), PASSING_MS);
  }
  const address = new URL(location.href);
  if (!address.searchParams.has('done')) return;
  address.searchParams.delete('done');
  history.replaceState(null, '', address);
}
