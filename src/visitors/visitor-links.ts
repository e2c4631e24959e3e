import { Injectable } from '@nestjs/common';
import { Clock, isId } from '../kernel/index.js';
import { Config, Secrets } from '../platform/index.js';

const PURPOSE = 'visitor link';
const LASTS_MS = 60 * 24 * 3_600_000;
const PURPOSES = ['answer', 'survey', 'terms'] as const;
const MOST_SEQS = 50;

/** `terms` asks to accept them, which a guest may do too. */
export type LinkPurpose = (typeof PURPOSES)[number];

/** What a link in a message to a visitor leads to. */
export interface VisitorLink {
  brandId: string;
  siteId: string;
  /** The visitor of the conversation, as it names them. */
  visitorId: string;
  conversationId: string;
  purpose: LinkPurpose;
  /** The entries that the message showed: all that the link shows elsewhere than in the visitor's own browser. */
  seqs: readonly number[];
}

/** A link as it stands in a token; `m` is missing in those of before, of which nobody knows what they showed. */
export interface LinkClaims {
  b: string;
  s: string;
  v: string;
  c: string;
  p: LinkPurpose;
  m?: readonly number[];
}

/** Addresses that bring a visitor back to a conversation, with the proof in them that they were sent to that visitor. */
@Injectable()
export class VisitorLinks {
  constructor(
    private readonly config: Config,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  address(link: VisitorLink): string {
    const expiry = new Date(this.clock.now().getTime() + LASTS_MS);
    return `${this.config.publicUrl}/l/${this.secrets.sign(PURPOSE, { ...claimsOf(link) }, expiry)}`;
  }

  /** Where the link leads, or null when it is forged or over. */
  open(token: unknown): VisitorLink | null {
    return linkOf(this.secrets.verify<LinkClaims>(PURPOSE, token, this.clock.now()));
  }
}

export function claimsOf({ brandId, siteId, visitorId, conversationId, purpose, seqs }: VisitorLink) {
  return {
    b: brandId,
    s: siteId,
    v: visitorId,
    c: conversationId,
    p: purpose,
    m: seqs.slice(-MOST_SEQS),
  } satisfies LinkClaims;
}

/** Null where they are not those of a link. */
export function linkOf(claims: LinkClaims | null): VisitorLink | null {
  if (!claims || !PURPOSES.includes(claims.p)) return null;
  const { b, s, v, c, p, m = [] } = claims;
  if (![b, s, v, c].every(isId)) return null;
  return { brandId: b, siteId: s, visitorId: v, conversationId: c, purpose: p, seqs: m };
}
