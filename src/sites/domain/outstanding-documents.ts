export interface PublishedDocument {
  id: string;
  kind: 'terms' | 'privacy';
  version: number;
  mustAccept: boolean;
}

/**
 * The documents that a person has yet to accept: of each kind the newest version, unless they accepted a version that
 * is no older than the last one marked as must be accepted. The first version of a kind always is.
 */
export function outstandingDocuments<D extends PublishedDocument>(
  published: readonly D[],
  acceptedIds: ReadonlySet<string>,
): D[] {
  return [...new Set(published.map(({ kind }) => kind))].flatMap((kind) => {
    const versions = published
      .filter((document) => document.kind === kind)
      .sort((a, b) => b.version - a.version);
    const decisive = versions.findIndex(({ mustAccept }) => mustAccept);
    const sufficient = decisive < 0 ? versions : versions.slice(0, decisive + 1);
    return sufficient.some(({ id }) => acceptedIds.has(id)) ? [] : versions.slice(0, 1);
  });
}
