import { Refusal } from '../kernel/index.js';

/** What became of one of many. */
export interface Outcome {
  conversationId: string;
  refusal: Refusal | null;
}

export const MOST_AT_ONCE = 100;

/** Does it with each, one after the other: what is refused fails alone. */
export async function eachAlone(
  conversationIds: readonly string[],
  act: (conversationId: string) => Promise<unknown>,
): Promise<Outcome[]> {
  if (conversationIds.length === 0) throw new Refusal('invalid', 'nothing_chosen');
  if (conversationIds.length > MOST_AT_ONCE)
    throw new Refusal('invalid', 'too_many_chosen', { params: { most: MOST_AT_ONCE } });
  const outcomes: Outcome[] = [];
  for (const conversationId of conversationIds) {
    try {
      await act(conversationId);
      outcomes.push({ conversationId, refusal: null });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      outcomes.push({ conversationId, refusal: error });
    }
  }
  return outcomes;
}
