import { Injectable } from '@nestjs/common';
import { Clock, newId, Refusal, type VisitorActor } from '../kernel/index.js';
import { Events, UnitOfWork } from '../platform/index.js';
import { SiteSecret } from '../sites/index.js';
import { checkProfile, type Profile } from './domain/profile.js';
import { isSignedId, readSignedClaims } from './identity-proof.js';
import { MergeVisitors } from './merge-visitors.js';
import { VisitorIdentified } from './visitors.events.js';

/** Either `id` with `signature`, or `jwt` with the id as its subject. */
export type IdentifyInput = Record<string, unknown> & { browserId: string };

export interface Identified {
  visitorId: string;
  /** Another one where the browser belonged to another customer until now. */
  browserId: string;
  /** Who was merged into the visitor by this, if anybody. */
  merged: string | null;
}

interface Row {
  id: string;
  external_id: string | null;
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
      const [current] = await this.lock(actor.brandId, 'id = $2', actor.id);
      const [known] = await this.lock(actor.brandId, 'external_id = $2', profile.externalId);
      const identified = await this.join(actor, input.browserId, current, known, profile);
      await this.keep(actor.brandId, identified.visitorId, profile);
      if (current?.external_id !== profile.externalId) {
        await this.events.record(actor, VisitorIdentified, {
          subjectId: identified.visitorId,
          data: { siteId: actor.siteId },
        });
      }
      return identified;
    });
  }

  private async believe(actor: VisitorActor, input: IdentifyInput): Promise<Profile> {
    const secret = await this.secret.of(actor, actor.siteId);
    const claims = input.jwt === undefined ? null : readSignedClaims(secret, input.jwt, this.clock.now());
    const signed = claims ? { ...claims, id: claims.sub } : input;
    const profile = checkProfile(signed);
    if ('wrong' in profile)
      throw new Refusal('invalid', claims || input.jwt === undefined ? 'identity' : 'identity_unsigned');
    if (!claims && !isSignedId(secret, profile.externalId, input.signature)) {
      throw new Refusal('forbidden', 'identity_unsigned');
    }
    return profile;
  }

  private lock(brandId: string, condition: string, value: string): Promise<Row[]> {
    return this.unitOfWork.query<Row>(
      `SELECT id, external_id FROM visitors WHERE brand_id = $1 AND ${condition} FOR UPDATE`,
      [brandId, value],
    );
  }

  private async join(
    actor: VisitorActor,
    browserId: string,
    current: Row | undefined,
    known: Row | undefined,
    profile: Profile,
  ): Promise<Identified> {
    if (known && current?.id === known.id) return { visitorId: known.id, browserId, merged: null };
    if (current?.external_id) return this.changeHands(actor, known, profile);
    if (!known) {
      await this.unitOfWork.query('UPDATE visitors SET external_id = $3 WHERE brand_id = $1 AND id = $2', [
        actor.brandId,
        actor.id,
        profile.externalId,
      ]);
      return { visitorId: actor.id, browserId, merged: null };
    }
    await this.merge.run(actor, { from: actor.id, into: known.id });
    return { visitorId: known.id, browserId, merged: actor.id };
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
       SELECT brand_id, $3::uuid, $4::uuid, $5::text, locale, device, browser, $6::uuid, $7::timestamptz, $7::timestamptz FROM visitors WHERE brand_id = $1 AND id = $2`,
      [
        actor.brandId,
        actor.id,
        browserId,
        actor.siteId,
        known ? null : profile.externalId,
        known?.id ?? null,
        this.clock.now(),
      ],
    );
    return { visitorId: known?.id ?? browserId, browserId, merged: null };
  }

  private async keep(
    brandId: string,
    visitorId: string,
    { name, email, attributes }: Profile,
  ): Promise<void> {
    await this.unitOfWork.query(
      `UPDATE visitors SET name = coalesce($3, name), email = coalesce($4, email), attributes = attributes || $5::jsonb
       WHERE brand_id = $1 AND id = $2`,
      [brandId, visitorId, name, email, JSON.stringify(attributes)],
    );
  }
}
