import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, newId, requirePermission, type Actor } from '../kernel/index.js';
import { Events, Secrets, UnitOfWork } from '../platform/index.js';
import { checkSite, type SiteInput } from './site.form.js';
import { SiteSaved } from './sites.events.js';

/** Gives a brand one more website, with secrets of its own to sign ids and whole identities with. */
@Injectable()
export class CreateSite {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly events: Events,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, input: SiteInput & { id?: string }): Promise<string> {
    requirePermission(actor, 'sites.change');
    const site = checkSite(input);
    const id = input.id ?? newId();
    await this.unitOfWork.run(actor.brandId, async () => {
      await this.unitOfWork.query(
        `INSERT INTO sites (brand_id, id, name, home_url, origins, default_locale, fixed_locale, colour, logo, position,
           file_types, jwt_audience, jwt_issuer, secret_encrypted, jwt_secret_encrypted, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
        [
          actor.brandId,
          id,
          site.name,
          site.homeUrl,
          site.origins,
          site.defaultLocale,
          site.fixedLocale,
          site.colour,
          site.logo,
          site.position,
          site.fileTypes,
          site.jwtAudience,
          site.jwtIssuer,
          this.secrets.seal(newSiteSecret()),
          this.secrets.seal(newSiteSecret()),
          this.clock.now(),
        ],
      );
      await this.events.record(actor, SiteSaved, { subjectId: id, data: { before: null, after: site } });
    });
    return id;
  }
}

/** 256 bits, in letters that can be pasted anywhere. */
export function newSiteSecret(): string {
  return randomBytes(32).toString('base64url');
}
