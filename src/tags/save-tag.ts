import { Injectable } from '@nestjs/common';
import {
  Clock,
  invalidFields,
  isId,
  newId,
  notFound,
  Refusal,
  requirePermission,
  type Actor,
} from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { MOST_TAGS, nextColour, tagProblems } from './domain/tag.js';
import { TagSaved } from './tags.events.js';

export interface TagInput {
  name: string;
  /** One of the palette; left out, a new tag gets one of its own. */
  colour?: string;
  /** One that is archived stays on its conversations and is put on no other. */
  archived?: boolean;
}

interface StoredTag {
  id: string;
  name: string;
  colour: string;
  archived: boolean;
}

/** A tag as it shall be, new or changed: a manager's. */
@Injectable()
export class SaveTag {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, { tagId = newId(), ...input }: TagInput & { tagId?: string }): Promise<string> {
    requirePermission(actor, 'tags.change');
    if (!isId(tagId)) throw notFound();
    await this.unitOfWork.run(actor.brandId, async () => {
      const tags = await this.locked(actor.brandId);
      const stored = tags.find(({ id }) => id === tagId);
      const after = {
        name: input.name.trim(),
        colour: input.colour ?? stored?.colour ?? nextColour(tags.map(({ colour }) => colour)),
        archived: input.archived ?? stored?.archived ?? false,
      };
      const problems = tagProblems(after);
      if (Object.keys(problems).length > 0) throw invalidFields(problems);
      if (!stored && tags.length >= MOST_TAGS) throw new Refusal('conflict', 'tags_full');
      await this.refuseTakenName(actor.brandId, tagId, after.name);
      await this.unitOfWork.query(
        `INSERT INTO tags (brand_id, id, name, colour, archived_at, created_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (brand_id, id) DO UPDATE SET name = excluded.name, colour = excluded.colour,
           archived_at = CASE WHEN excluded.archived_at IS NULL THEN NULL
             ELSE coalesce(tags.archived_at, excluded.archived_at) END`,
        [
          actor.brandId,
          tagId,
          after.name,
          after.colour,
          after.archived ? this.clock.now() : null,
          this.clock.now(),
        ],
      );
      const before = stored ? { name: stored.name, colour: stored.colour, archived: stored.archived } : null;
      await this.events.record(actor, TagSaved, { subjectId: tagId, data: { before, after } });
    });
    return tagId;
  }

  /** The brand's tags, while nobody else changes its settings. */
  private async locked(brandId: string): Promise<StoredTag[]> {
    await this.unitOfWork.query('SELECT FROM brand_settings WHERE brand_id = $1 FOR UPDATE', [brandId]);
    return this.unitOfWork.query<StoredTag>(
      'SELECT id, name, colour, archived_at IS NOT NULL AS archived FROM tags WHERE brand_id = $1',
      [brandId],
    );
  }

  private async refuseTakenName(brandId: string, tagId: string, name: string): Promise<void> {
    const [other] = await this.unitOfWork.query<{ archived: boolean }>(
      `SELECT archived_at IS NOT NULL AS archived FROM tags
       WHERE brand_id = $1 AND lower(name) = lower($2) AND id <> $3`,
      [brandId, name, tagId],
    );
    if (other) throw invalidFields({ name: other.archived ? 'tag_name_archived' : 'name_taken' });
  }
}
