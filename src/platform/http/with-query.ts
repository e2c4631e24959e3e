/** An address with these fields as its query; those without a value are left out. */
export function withQuery(url: string, fields: Record<string, string | null | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) if (value) query.set(name, value);
  return query.size > 0 ? `${url}?${query}` : url;
}
