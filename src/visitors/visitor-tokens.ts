import { Injectable } from '@nestjs/common';
import { Clock, isId } from '../kernel/index.js';
import { Secrets } from '../platform/index.js';

const PURPOSE = 'visitor';

interface Claims {
  b: string;
  s: string;
  v: string;
  o?: string;
  /** Left out where it is none. */
  r?: number;
}

/** One browser on one site of one brand. */
export interface BrowserRef {
  brandId: string;
  siteId: string;
  /** The visitor row of this browser, whatever it was merged into since. */
  browserId: string;
}

/** A browser as its token names it. */
export interface TokenHolder extends BrowserRef {
  /** Of the site's page that the token was given to; null for one of ours. */
  origin: string | null;
  /** How often the browser's token had been renewed when this one was given. */
  renewals: number;
}

/** What a visitor's browser shows to be recognised. Kept in the site's own storage, it lasts as long as that does. */
@Injectable()
export class VisitorTokens {
  constructor(
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /** The browser's id stands at the same place in each of its tokens: there its scripts look for it. */
  issue({ brandId, siteId, browserId, origin, renewals }: TokenHolder): string {
    const claims: Claims = { b: brandId, s: siteId, v: browserId, ...(origin && { o: origin }) };
    return this.secrets.sign(PURPOSE, { ...claims, ...(renewals > 0 && { r: renewals }) });
  }

  read(token: unknown): TokenHolder | null {
    const claims = this.secrets.verify<Claims>(PURPOSE, token, this.clock.now());
    if (!claims || !isId(claims.b) || !isId(claims.s) || !isId(claims.v)) return null;
    const { b: brandId, s: siteId, v: browserId, o: origin = null, r: renewals = 0 } = claims;
    return { brandId, siteId, browserId, origin, renewals };
  }
}
