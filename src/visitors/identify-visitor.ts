import { Injectable } from '@nestjs/common';
import { Clock, newId, notFound, Refusal, type VisitorActor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { SiteSecret } from '../sites/index.js';
import { checkProfile, type Profile } from './domain/profile.js';
import { isSignedId, readSignedClaims } from './identity-proof.js';
import { MergeVisitors } from './merge-visitors.js';
import { VisitorAddressChanged, VisitorIdentified } from './visitors.events.js';

/** Either `id` with `signature`, or `jwt` with the id as its subject. */
export type IdentifyInput = Record<string, unknown>;

export interface Identified {
  /** The browser's row from now on: another one where it belonged to another customer until now. */
  browserId: string;
  /** The customer: that row itself, or the one it was merged into. */
  visitorId: string;
}

interface Row {
  id: string;
  mergedInto: string | null;
  externalId: string | null;
}

/** Believes a site's signed word on who its visitor is, and joins what the anonymous visitor had to that customer. */
@Injectable()
export class IdentifyVisitor {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly secret: SiteSecret,
    private readonly merge: MergeVisitors,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async run(actor: VisitorActor, input: IdentifyInput): Promise<Identified> {
    const profile = await this.believe(actor, input);
    return this.unitOfWork.run(actor.brandId, async () => {
      const [known] = await this.rows(actor.brandId, 'v.external_id = $2', profile.externalId);
      const [current] = await this.rows(actor.brandId, 'v.id = $2', actor.id);
      if (!current) throw notFound();
      const identified = await this.join(actor, current, known, profile);
      const { hasOtherAddress } = await this.keep(actor.brandId, identified.visitorId, profile);
      const { visitorId: subjectId } = identified;
      if (current.externalId !== profile.externalId)
        await this.events.record(actor, VisitorIdentified, { subjectId, data: { siteId: actor.siteId } });
      else if (hasOtherAddress) await this.events.record(actor, VisitorAddressChanged, { subjectId });
      return identified;
    });
  }

  private async believe(actor: VisitorActor, input: IdentifyInput): Promise<Profile> {
    const secret = await this.secret.of(actor, actor.siteId);
    const claims = readSignedClaims(secret, input.jwt, this.clock.now());
    const profile = checkProfile(claims ? { ...claims, id: claims.sub } : input);
    const id = 'wrong' in profile ? input.id : profile.externalId;
    const signed = claims !== null || (typeof id === 'string' && isSignedId(secret, id, input.signature));
    if (!signed) throw new Refusal('forbidden', 'identity_unsigned');
    if ('wrong' in profile)
      throw new Refusal('invalid', 'identity_invalid', { params: { field: profile.wrong } });
    return profile;
  }

  private rows(brandId: string, condition: string, value: string): Promise<Row[]> {
    return this.unitOfWork.query<Row>(
      `SELECT v.id, v.merged_into AS "mergedInto", coalesce(v.external_id, p.external_id) AS "externalId"
       FROM visitors v LEFT JOIN visitors p ON p.brand_id = v.brand_id AND p.id = v.merged_into
       WHERE v.brand_id = $1 AND ${condition} FOR UPDATE OF v`,
      [brandId, value],
    );
  }

  private async join(
    actor: VisitorActor,
    current: Row,
    known: Row | undefined,
    profile: Profile,
  ): Promise<Identified> {
    if (known && known.id === (current.mergedInto ?? current.id))
      return { browserId: current.id, visitorId: known.id };
    if (current.externalId) return this.changeHands(actor, known, profile);
    if (known) {
      await this.merge.run(actor, { from: current.id, into: known.id });
      return { browserId: current.id, visitorId: known.id };
    }
    await this.unitOfWork.query(
      `UPDATE visitors SET external_id = $3, merged_into = NULL, rejoined_at = NULL WHERE brand_id = $1 AND id = $2`,
      [actor.brandId, current.id, profile.externalId],
    );
    return { browserId: current.id, visitorId: current.id };
  }

  /** The browser was another customer's: it starts anew, so that nothing of theirs goes along. */
  private async changeHands(
    actor: VisitorActor,
    known: Row | undefined,
    profile: Profile,
  ): Promise<Identified> {
    const browserId = newId();
    await this.unitOfWork.query(
      `INSERT INTO visitors (brand_id, id, site_id, external_id, locale, device, browser, merged_into, created_at, last_seen_at)
       SELECT brand_id, $3::uuid, site_id, $4::text, locale, device, browser, $5::uuid, $6::timestamptz, $6::timestamptz
       FROM visitors WHERE brand_id = $1 AND id = $2`,
      [
        actor.brandId,
        actor.id,
        browserId,
        known ? null : profile.externalId,
        known?.id ?? null,
        this.clock.now(),
      ],
    );
    return { browserId, visitorId: known?.id ?? browserId };
  }

  private async keep(
    brandId: string,
    visitorId: string,
    { name, email, attributes }: Profile,
  ): Promise<{ hasOtherAddress: boolean }> {
    const [kept] = await this.unitOfWork.query<{ hasOtherAddress: boolean }>(
      `UPDATE visitors v SET name = coalesce($3, v.name), email = coalesce($4, v.email),
         attributes = v.attributes || $5::jsonb
       FROM (SELECT email FROM visitors WHERE brand_id = $1 AND id = $2 FOR UPDATE) before
       WHERE v.brand_id = $1 AND v.id = $2
       RETURNING v.email IS DISTINCT FROM before.email AS "hasOtherAddress"`,
      [brandId, visitorId, name, email, JSON.stringify(attributes)],
    );
    return kept;
  }
}
