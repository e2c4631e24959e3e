/** Where the messenger finds what stands above: the rest of the conversation, then a page of the earlier ones. */
export function earlierAddress(
  siteKey: string,
  conversationId: string | null,
  before: number | null,
  cursor: string | null,
): string | null {
  if (before === null && cursor === null) return null;
  const query = new URLSearchParams();
  if (conversationId) query.set('conversation', conversationId);
  if (before !== null) query.set('before', String(before));
  else if (cursor) query.set('cursor', cursor);
  return `/w/${siteKey}/history?${query}`;
}
