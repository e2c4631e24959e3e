import { Injectable } from '@nestjs/common';
import { Clock, newId, Refusal } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { readDevice } from './domain/device.js';
import { IdentityProofs, type IdentifyInput } from './identity-proofs.js';
import { VisitorAccess, visitorActor, type PresentVisitor } from './visitor.access.js';
import { VisitorTokens, type BrowserRef } from './visitor-tokens.js';

export interface WelcomeInput {
  brandId: string;
  siteId: string;
  /** What the browser showed; one that is forged or of another site is as good as none. */
  token: unknown;
  /** What the page says of its visitor and has had no answer to. */
  identity?: IdentifyInput | undefined;
  /** Of the site's page that asks; null for one of ours. */
  origin: string | null;
  locale: string;
  userAgent: string;
}

export interface Welcome {
  visitor: PresentVisitor;
  token: string;
}

/** Recognises the visitor by the browser's token, or gives a new one to somebody who comes for the first time. */
@Injectable()
export class WelcomeVisitor {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: VisitorAccess,
    private readonly tokens: VisitorTokens,
    private readonly proofs: IdentityProofs,
    private readonly clock: Clock,
  ) {}

  async run(input: WelcomeInput): Promise<Welcome> {
    return this.unitOfWork.run(input.brandId, async () => {
      const visitor = (await this.recognise(input)) ?? (await this.create(input));
      const { brandId, siteId, origin } = input;
      const { browserId, renewals } = visitor;
      const token = this.tokens.issue({ brandId, siteId, browserId, origin, renewals });
      return { visitor, token };
    });
  }

  private async recognise(input: WelcomeInput): Promise<PresentVisitor | null> {
    const ref = this.tokens.read(input.token);
    if (ref?.brandId !== input.brandId || ref.siteId !== input.siteId) return null;
    const visitor = (await this.access.recognise(ref)) ?? (await this.regain(ref, input));
    if (!visitor) return null;
    const { kind, browser } = readDevice(input.userAgent);
    await this.unitOfWork.query(
      `UPDATE visitors SET last_seen_at = $3, locale = $4, device = $5, browser = $6 WHERE brand_id = $1 AND id = $2`,
      [input.brandId, visitor.browserId, this.clock.now(), input.locale, kind, browser],
    );
    return { ...visitor, locale: input.locale, device: kind, browser };
  }

  /**
   * For a browser that identified and never got the answer with its new token. The old one alone is as good as none,
   * for somebody may have noted it: the site's word comes along that this is the customer whom the browser stands for.
   */
  private async regain(ref: BrowserRef, { identity, locale }: WelcomeInput): Promise<PresentVisitor | null> {
    if (!identity) return null;
    try {
      const { externalId } = await this.proofs.of(visitorActor(ref, locale), identity);
      const visitor = await this.access.present(ref);
      return visitor?.externalId === externalId ? visitor : null;
    } catch (error) {
      if (error instanceof Refusal) return null;
      throw error;
    }
  }

  private async create({ brandId, siteId, locale, userAgent }: WelcomeInput): Promise<PresentVisitor> {
    const { kind, browser } = readDevice(userAgent);
    const browserId = newId();
    await this.unitOfWork.query(
      `INSERT INTO visitors (brand_id, id, site_id, locale, device, browser, created_at, last_seen_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $7)`,
      [brandId, browserId, siteId, locale, kind, browser, this.clock.now()],
    );
    const visitor = await this.access.present({ brandId, siteId, browserId });
    if (!visitor) throw new Error('A visitor who was just written is there.');
    return visitor;
  }
}
