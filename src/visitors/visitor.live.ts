/** The room of everything a visitor has open: every tab's loader and messenger. */
export function visitorRoom(brandId: string, visitorId: string): string {
  return `visitor:${brandId}:${visitorId}`;
}
