const LONGEST_QUOTE = 1000;

/** As much of a message as a mail shows, and a link in that mail to somebody who is not its visitor. */
export function quoteOf(body: string): string {
  return shortened(body, LONGEST_QUOTE);
}

/** At most so many characters, the last one "…" where some were left out. */
export function shortened(text: string, longest: number): string {
  const signs = [...text];
  return signs.length <= longest ? text : `${signs.slice(0, longest - 1).join('')}…`;
}
