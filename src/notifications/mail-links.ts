import { Injectable } from '@nestjs/common';
import { Clock, isId } from '../kernel/index.js';
import { Config, Secrets } from '../platform/index.js';

const UNSUBSCRIBE = 'unsubscribe';
const SENDER = 'mail sender';
const SENDER_LASTS_MS = 7 * 24 * 3_600_000;

export interface Subscriber {
  brandId: string;
  visitorId: string;
}

export interface SenderClaim {
  brandId: string;
  address: string;
}

/** Links in mails that do something by themselves, each with its own proof. */
@Injectable()
export class MailLinks {
  constructor(
    private readonly config: Config,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /** Lasts as long as the mail is kept. */
  unsubscribe({ brandId: b, visitorId: v }: Subscriber): string {
    return `${this.config.publicUrl}/mail/unsubscribe/${this.secrets.sign(UNSUBSCRIBE, { b, v })}`;
  }

  subscriber(token: unknown): Subscriber | null {
    const claims = this.secrets.verify<{ b: string; v: string }>(UNSUBSCRIBE, token, this.clock.now());
    return claims && isId(claims.b) && isId(claims.v) ? { brandId: claims.b, visitorId: claims.v } : null;
  }

  sender({ brandId: b, address: a }: SenderClaim): string {
    const expiry = new Date(this.clock.now().getTime() + SENDER_LASTS_MS);
    return `${this.config.publicUrl}/mail/sender/${this.secrets.sign(SENDER, { b, a }, expiry)}`;
  }

  claimedSender(token: unknown): SenderClaim | null {
    const claims = this.secrets.verify<{ b: string; a: string }>(SENDER, token, this.clock.now());
    return claims && isId(claims.b) && typeof claims.a === 'string'
      ? { brandId: claims.b, address: claims.a }
      : null;
  }
}
