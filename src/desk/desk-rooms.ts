/** The room of a brand's open boards. */
export function boardRoom(brandId: string): string {
  return `board:${brandId}`;
}

/** The room of the desks that show whether this person is online, by each of the person's browsers. */
export function presenceRoom(brandId: string, personId: string): string {
  return `presence:${brandId}:${personId}`;
}
