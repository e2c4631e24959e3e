/** The room of everything a visitor has open: every tab's loader and messenger. */
export function visitorRoom(brandId: string, visitorId: string): string {
  return `visitor:${brandId}:${visitorId}`;
}

/** The room of the loaders on a site, which follow whether there is room. */
export function siteRoom(brandId: string, siteId: string): string {
  return `site:${brandId}:${siteId}`;
}
