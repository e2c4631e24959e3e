import { Injectable } from '@nestjs/common';
import {
  Clock,
  invalidFields,
  isBlank,
  isStorable,
  lengthOf,
  newId,
  notFound,
  requirePermission,
  type Actor,
} from '../kernel/index.js';
import { Events, UnitOfWork, VISITOR_LOCALES } from '../platform/index.js';
import { TextSaved } from './sites.events.js';
import { SiteAccess } from './site.access.js';
import { isTextCode, TEXTS, type TextCode } from './text-codes.js';

export interface SaveTextInput {
  code: string;
  locale: string;
  /** Null for all sites of the brand. */
  siteId: string | null;
  /** Null goes back to the default; empty switches an optional text off. */
  body: string | null;
}

const LONGEST = 2000;

/** Rewords one of the brand's sentences in one language, or goes back to the default. */
@Injectable()
export class SaveText {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sites: SiteAccess,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, input: SaveTextInput): Promise<void> {
    requirePermission(actor, 'texts.change');
    const { code, locale, siteId, body } = input;
    if (!isTextCode(code) || !VISITOR_LOCALES.some((known) => known === locale)) throw notFound();
    if (body !== null) checkBody(code, body);
    await this.unitOfWork.run(actor.brandId, async () => {
      if (siteId !== null) await this.sites.site(actor, siteId);
      const [row] = await this.unitOfWork.query<{ body: string }>(
        `SELECT body FROM texts
         WHERE brand_id = $1 AND code = $2 AND locale = $3 AND site_id IS NOT DISTINCT FROM $4 FOR UPDATE`,
        [actor.brandId, code, locale, siteId],
      );
      await (body === null ? this.remove(actor.brandId, input) : this.write(actor.brandId, input));
      await this.events.record(actor, TextSaved, {
        data: {
          before: { code, locale, siteId, body: row?.body ?? null },
          after: { code, locale, siteId, body },
        },
      });
    });
  }

  private async remove(brandId: string, { code, locale, siteId }: SaveTextInput): Promise<void> {
    await this.unitOfWork.execute(
      'DELETE FROM texts WHERE brand_id = $1 AND code = $2 AND locale = $3 AND site_id IS NOT DISTINCT FROM $4',
      [brandId, code, locale, siteId],
    );
  }

  private async write(brandId: string, { code, locale, siteId, body }: SaveTextInput): Promise<void> {
    await this.unitOfWork.query(
      `INSERT INTO texts (brand_id, id, site_id, code, locale, body, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (brand_id, site_id, code, locale) DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at`,
      [brandId, newId(), siteId, code, locale, body, this.clock.now()],
    );
  }
}

function checkBody(code: TextCode, body: string): void {
  if (isBlank(body) && !TEXTS[code].optional) throw invalidFields({ body: 'text_needed' });
  if (!isStorable(body) || lengthOf(body) > LONGEST) throw invalidFields({ body: 'text_too_long' });
}
