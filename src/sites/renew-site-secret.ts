import { Injectable } from '@nestjs/common';
import { notFound, requirePermission, type Actor } from '../kernel/index.js';
import { Events, Secrets, UnitOfWork } from '../platform/index.js';
import { newSiteSecret } from './create-site.js';
import type { SecretKind } from './site-secret.js';
import { SiteJwtSecretRenewed, SiteSecretRenewed } from './sites.events.js';

const KINDS = {
  identity: { column: 'secret_encrypted', renewed: SiteSecretRenewed },
  jwt: { column: 'jwt_secret_encrypted', renewed: SiteJwtSecretRenewed },
} as const;

/** Replaces a secret that a site signs with; what was signed with the old one is refused from now on. */
@Injectable()
export class RenewSiteSecret {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly events: Events,
    private readonly secrets: Secrets,
  ) {}

  async run(actor: Actor, { siteId, kind }: { siteId: string; kind: SecretKind }): Promise<void> {
    requirePermission(actor, 'sites.change');
    const { column, renewed } = KINDS[kind];
    await this.unitOfWork.run(actor.brandId, async () => {
      const changed = await this.unitOfWork.execute(
        `UPDATE sites SET ${column} = $3 WHERE brand_id = $1 AND id = $2`,
        [actor.brandId, siteId, this.secrets.seal(newSiteSecret())],
      );
      if (changed === 0) throw notFound();
      await this.events.record(actor, renewed, { subjectId: siteId });
    });
  }
}
