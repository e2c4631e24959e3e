import { Injectable } from '@nestjs/common';
import { Clock, isId } from '../../kernel/index.js';
import { Config, Secrets } from '../../platform/index.js';

const PURPOSE = 'mail sender';
const LASTS_MS = 7 * 24 * 3_600_000;

export interface SenderClaim {
  brandId: string;
  address: string;
}

/** The link that whoever reads what comes to a brand's own address confirms it by. */
@Injectable()
export class SenderLinks {
  constructor(
    private readonly config: Config,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  make({ brandId: b, address: a }: SenderClaim): string {
    const expiry = new Date(this.clock.now().getTime() + LASTS_MS);
    return `${this.config.publicUrl}/mail/sender/${this.secrets.sign(PURPOSE, { b, a }, expiry)}`;
  }

  verify(token: unknown): SenderClaim | null {
    const claims = this.secrets.verify<{ b: string; a: string }>(PURPOSE, token, this.clock.now());
    return claims && isId(claims.b) && typeof claims.a === 'string'
      ? { brandId: claims.b, address: claims.a }
      : null;
  }
}
