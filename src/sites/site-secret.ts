import { Injectable } from '@nestjs/common';
import { notFound, type Actor } from '../kernel/index.js';
import { Secrets, UnitOfWork } from '../platform/index.js';

/** `identity` signs ids alone; `jwt` signs whole identities: JSON Web Tokens, and the canonical form of an identity. */
export type SecretKind = 'identity' | 'jwt';

/** What a site signs the identities of its visitors with: two secrets, so that no id can be signed as something else. */
@Injectable()
export class SiteSecret {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly secrets: Secrets,
  ) {}

  async of(actor: Actor, siteId: string): Promise<string> {
    const { identity } = await this.sealed(actor, siteId);
    return this.secrets.open(identity);
  }

  /** Null where a site of before has none yet. */
  async jwt(actor: Actor, siteId: string): Promise<string | null> {
    const { jwt } = await this.sealed(actor, siteId);
    return jwt && this.secrets.open(jwt);
  }

  private async sealed(actor: Actor, siteId: string): Promise<{ identity: string; jwt: string | null }> {
    const [row] = await this.unitOfWork.run(actor.brandId, () =>
      this.unitOfWork.query<{ identity: string; jwt: string | null }>(
        'SELECT secret_encrypted AS identity, jwt_secret_encrypted AS jwt FROM sites WHERE brand_id = $1 AND id = $2',
        [actor.brandId, siteId],
      ),
    );
    if (!row) throw notFound();
    return row;
  }
}
