import { Injectable } from '@nestjs/common';
import { notFound, type Actor } from '../kernel/index.js';
import { Secrets, UnitOfWork } from '../platform/index.js';

/** What a site signs the identities of its visitors with. */
@Injectable()
export class SiteSecret {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly secrets: Secrets,
  ) {}

  async of(actor: Actor, siteId: string): Promise<string> {
    const [row] = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<{ secret: string }>(
        'SELECT secret_encrypted AS secret FROM sites WHERE brand_id = $1 AND id = $2',
        [actor.brandId, siteId],
      ),
    );
    if (!row) throw notFound();
    return this.secrets.open(row.secret);
  }
}
