/**
 * Whether the address is one that the admin means. A value that begins with a slash is about the part behind the
 * host; capitals do not matter; in `matches`, `*` stands for any run of characters and `?` for one.
 */
export function matchesPage(url: string, match: 'contains' | 'starts' | 'matches', value: string): boolean {
  const wanted = value.trim().toLowerCase();
  const address = addressFor(url, wanted).toLowerCase();
  if (match === 'contains') return address.includes(wanted);
  if (match === 'starts') return address.startsWith(wanted);
  return matchesWildcards(address, wanted);
}

function addressFor(url: string, wanted: string): string {
  if (!wanted.startsWith('/') || !URL.canParse(url)) return url;
  const { pathname, search, hash } = new URL(url);
  return pathname + search + hash;
}

/**
 * Goes back to the last star only, which is enough: whatever an earlier star could take, the last one can take too.
 * So the time is bounded by the two lengths multiplied, where regular expressions can take exponentially long.
 */
function matchesWildcards(text: string, pattern: string): boolean {
  let at = 0;
  let place = 0;
  let star = -1;
  let retry = 0;
  while (at < text.length) {
    if (pattern[place] === '*') {
      star = place++;
      retry = at;
    } else if (pattern[place] === '?' || pattern[place] === text[at]) {
      at++;
      place++;
    } else if (star >= 0) {
      place = star + 1;
      at = ++retry;
    } else return false;
  }
  while (pattern[place] === '*') place++;
  return place === pattern.length;
}
