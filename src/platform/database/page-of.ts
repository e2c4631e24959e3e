/** The rows of a page and where the next one begins, of a query that asked for one row more than the page holds. */
export function pageOf<Row extends object>(
  rows: Row[],
  size: number,
  cursorOf: (last: Row) => string,
): [page: Row[], next: string | null] {
  const page = rows.slice(0, size);
  const last = page.at(-1);
  return [page, last && rows.length > size ? cursorOf(last) : null];
}
