import { Injectable } from '@nestjs/common';
import { Clock, Refusal, type VisitorActor } from '../kernel/index.js';
import { SiteAccess, SiteSecret } from '../sites/index.js';
import { checkProfile, type Profile } from './domain/profile.js';
import { expiryProblem, isSignedId, isSignedWhole, readJwt, type NoProof } from './identity-proof.js';

/**
 * What a page says of its visitor: `jwt` with the id as its subject; or `id`, `name`, `email`, `attributes` with a
 * `signature`, of all of it or of the id alone.
 */
export type IdentifyInput = Record<string, unknown>;

/** `isWhole` where the site has signed all of it, and not the id alone. */
export type ProvenProfile = Profile & { isWhole: boolean };

/** Looks at what a page shows of its visitor: whether the site has signed it, and how much of it. */
@Injectable()
export class IdentityProofs {
  constructor(
    private readonly sites: SiteAccess,
    private readonly secrets: SiteSecret,
    private readonly clock: Clock,
  ) {}

  async of(actor: VisitorActor, input: IdentifyInput): Promise<ProvenProfile> {
    const proven =
      input.jwt === undefined ? await this.signed(actor, input) : await this.jwt(actor, input.jwt);
    if ('refused' in proven)
      throw new Refusal('forbidden', proven.refused, {
        params: { claim: proven.claim ?? '', days: proven.days ?? 0 },
      });
    const profile = checkProfile(proven.identity);
    if ('wrong' in profile)
      throw new Refusal('invalid', 'identity_invalid', { params: { field: profile.wrong } });
    return { ...profile, isWhole: proven.isWhole };
  }

  private async jwt(actor: VisitorActor, token: unknown): Promise<Proven | NoProof> {
    const secret = await this.secrets.jwt(actor, actor.siteId);
    if (secret === null) throw new Refusal('forbidden', 'identity_no_secret');
    const { jwtAudience: audience, jwtIssuer: issuer } = await this.sites.site(actor, actor.siteId);
    const read = await readJwt(secret, token, { now: this.clock.now(), audience, issuer });
    if ('refused' in read) return read;
    return { identity: { ...read.claims, id: read.claims.sub }, isWhole: true };
  }

  private async signed(actor: VisitorActor, identity: IdentifyInput): Promise<Proven | NoProof> {
    const whole = await this.secrets.jwt(actor, actor.siteId);
    if (whole !== null && isSignedWhole(whole, identity))
      return expiryProblem(identity.exp, this.clock.now()) ?? { identity, isWhole: true };
    const { id, signature } = identity;
    const ofIds = await this.secrets.of(actor, actor.siteId);
    if (typeof id !== 'string' || !isSignedId(ofIds, id, signature)) return { refused: 'identity_unsigned' };
    // Whoever sends it counts on its end, which a signature of the id alone does not cover.
    if (identity.exp !== undefined) return { refused: 'identity_expiry_unsigned' };
    return { identity, isWhole: false };
  }
}

interface Proven {
  identity: Record<string, unknown>;
  isWhole: boolean;
}
