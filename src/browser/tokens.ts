/** What all tokens of one browser have in common: its id, as the server writes it into them. */
export function browserOf(token: string | undefined): string | undefined {
  return token?.slice(122, 171);
}
