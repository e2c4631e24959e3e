import { newId } from '../kernel/index.js';
import { folded } from '../responses/index.js';
import type { DemoBrand } from './demo-brand.js';
import type { Row } from './thread.js';

/** What the brand has by now: its groups by name, its members by login. */
export interface WordsSetting {
  brandId: string;
  groups: ReadonlyMap<string, string>;
  members: ReadonlyMap<string, string>;
}

/** The tags and canned responses that a demo brand begins with: rows by table, in the order in which they can be written. */
export function wordsOf(
  { tags, responses }: DemoBrand,
  { brandId, groups, members }: WordsSetting,
  now: Date,
): Record<'tags' | 'responses' | 'response_texts', Row[]> {
  const written = responses.map((response) => ({ id: newId(), ...response }));
  return {
    tags: tags.map(({ name, colour, archived }) => ({
      brand_id: brandId,
      id: newId(),
      ...{ name, colour, uses: 0 },
      archived_at: archived ? now : null,
      created_at: now,
    })),
    responses: written.map(({ id, of = '', shortcut, title }) => ({
      brand_id: brandId,
      id,
      member_id: members.get(of) ?? null,
      group_id: groups.get(of) ?? null,
      ...{ shortcut, title, folded: folded(`${shortcut}\n${title}`) },
      created_at: now,
      updated_at: now,
    })),
    response_texts: written.flatMap(({ id, fr, en }) =>
      Object.entries({ fr, en }).flatMap(([locale, body]) =>
        body ? [{ brand_id: brandId, response_id: id, locale, body, folded: folded(body) }] : [],
      ),
    ),
  };
}
