import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/index.js';
import { Secrets } from '../platform/index.js';
import { claimsOf, linkOf, type LinkClaims, type VisitorLink } from './visitor-links.js';

const PURPOSE = 'visitor guest';
const LASTS_MS = 24 * 3_600_000;

/**
 * What a browser shows that came by somebody else's link: it lets see what the link's message showed, for a day. It is
 * no visitor's token, and nothing gives one for it.
 */
@Injectable()
export class GuestTokens {
  constructor(
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  issue(link: VisitorLink): string {
    const expiry = new Date(this.clock.now().getTime() + LASTS_MS);
    return this.secrets.sign(PURPOSE, { ...claimsOf(link) }, expiry);
  }

  /** The link that the guest came by; null where the token is forged, over, or of something else. */
  read(token: unknown): VisitorLink | null {
    return linkOf(this.secrets.verify<LinkClaims>(PURPOSE, token, this.clock.now()));
  }
}
