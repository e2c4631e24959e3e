import { Injectable } from '@nestjs/common';
import { Clock, isId } from '../kernel/index.js';
import { Config, Secrets } from '../platform/index.js';

const PURPOSE = 'visitor link';
const LASTS_MS = 60 * 24 * 3_600_000;
const PURPOSES = ['answer', 'survey'] as const;

export type LinkPurpose = (typeof PURPOSES)[number];

/** What a link in a message to a visitor leads to. */
export interface VisitorLink {
  brandId: string;
  siteId: string;
  /** The visitor of the conversation, as it names them. */
  visitorId: string;
  conversationId: string;
  purpose: LinkPurpose;
}

interface Claims {
  b: string;
  s: string;
  v: string;
  c: string;
  p: LinkPurpose;
}

/** Addresses that bring a visitor back to a conversation, with the proof in them that they were sent to that visitor. */
@Injectable()
export class VisitorLinks {
  constructor(
    private readonly config: Config,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  address({ brandId: b, siteId: s, visitorId: v, conversationId: c, purpose: p }: VisitorLink): string {
    const expiry = new Date(this.clock.now().getTime() + LASTS_MS);
    return `${this.config.publicUrl}/l/${this.secrets.sign(PURPOSE, { b, s, v, c, p } satisfies Claims, expiry)}`;
  }

  /** Where the link leads, or null when it is forged or over. */
  open(token: unknown): VisitorLink | null {
    const claims = this.secrets.verify<Claims>(PURPOSE, token, this.clock.now());
    if (!claims || !PURPOSES.includes(claims.p)) return null;
    const { b, s, v, c, p } = claims;
    if (![b, s, v, c].every(isId)) return null;
    return { brandId: b, siteId: s, visitorId: v, conversationId: c, purpose: p };
  }
}
