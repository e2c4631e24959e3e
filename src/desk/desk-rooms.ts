/** The room of the desks that show whether this person is online, by each of the person's browsers. */
export function presenceRoom(brandId: string, personId: string): string {
  return `presence:${brandId}:${personId}`;
}
