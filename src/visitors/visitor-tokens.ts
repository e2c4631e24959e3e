import { Injectable } from '@nestjs/common';
import { Clock, isId } from '../kernel/index.js';
import { Secrets } from '../platform/index.js';

const PURPOSE = 'visitor';

interface Claims {
  b: string;
  s: string;
  v: string;
  o?: string;
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
}

/** What a visitor's browser shows to be recognised. Kept in the site's own storage, it lasts as long as that does. */
@Injectable()
export class VisitorTokens {
  constructor(
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  issue({ brandId, siteId, browserId, origin }: TokenHolder): string {
    const claims: Claims = { b: brandId, s: siteId, v: browserId, ...(origin && { o: origin }) };
    return this.secrets.sign(PURPOSE, { ...claims });
  }

  read(token: unknown): TokenHolder | null {
    const claims = this.secrets.verify<Claims>(PURPOSE, token, this.clock.now());
    if (!claims || !isId(claims.b) || !isId(claims.s) || !isId(claims.v)) return null;
    return { brandId: claims.b, siteId: claims.s, browserId: claims.v, origin: claims.o ?? null };
  }
}
