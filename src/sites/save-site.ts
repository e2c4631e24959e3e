import { Injectable } from '@nestjs/common';
import { notFound, requirePermission, type Actor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { SiteAccess } from './site.access.js';
import { checkSite, type SiteInput } from './site.form.js';
import { SiteSaved } from './sites.events.js';

/** Changes where a site's widgets run and how they look. */
@Injectable()
export class SaveSite {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: SiteAccess,
    private readonly events: Events,
  ) {}

  async run(actor: Actor, { siteId, ...input }: SiteInput & { siteId: string }): Promise<void> {
    requirePermission(actor, 'sites.change');
    const after = checkSite(input);
    await this.unitOfWork.run(actor.brandId, async () => {
      const { brandId: _, id: __, key: ___, ...before } = await this.access.site(actor, siteId);
      const changed = await this.unitOfWork.execute(
        `UPDATE sites SET name = $3, home_url = $4, origins = $5, default_locale = $6, fixed_locale = $7, colour = $8,
           logo = $9, position = $10, file_types = $11, jwt_audience = $12, jwt_issuer = $13
         WHERE brand_id = $1 AND id = $2`,
        [
          actor.brandId,
          siteId,
          after.name,
          after.homeUrl,
          after.origins,
          after.defaultLocale,
          after.fixedLocale,
          after.colour,
          after.logo,
          after.position,
          after.fileTypes,
          after.jwtAudience,
          after.jwtIssuer,
        ],
      );
      if (changed === 0) throw notFound();
      await this.events.record(actor, SiteSaved, { subjectId: siteId, data: { before, after } });
    });
  }
}
