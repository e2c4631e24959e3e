/** A file that waits to be sent, by its id on the server. */
export interface Attached {
  id: string;
  name: string;
}

/** Of a draft that was left for long the server has forgotten the files; where it does not answer, none is. */
export async function forgottenOf<File extends Attached>(
  kept: readonly File[],
  ask: (query: string) => Promise<Response>,
): Promise<File[]> {
  if (kept.length === 0) return [];
  const answer = await ask(`ids=${kept.map(({ id }) => id).join(',')}`).catch(() => null);
  const present = answer?.ok ? ((await answer.json()) as { ids: string[] }).ids : null;
  return present ? kept.filter(({ id }) => !present.includes(id)) : [];
}
