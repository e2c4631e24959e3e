import { Injectable } from '@nestjs/common';
import { Clock, isId } from '../kernel/index.js';
import { Config, Secrets } from '../platform/index.js';

const PURPOSE = 'unsubscribe';

export interface Subscriber {
  brandId: string;
  visitorId: string;
}

/** The link at the foot of a mail, with a proof of its own. */
@Injectable()
export class UnsubscribeLinks {
  constructor(
    private readonly config: Config,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /** Lasts as long as the mail is kept. */
  make({ brandId: b, visitorId: v }: Subscriber): string {
    return `${this.config.publicUrl}/mail/unsubscribe/${this.secrets.sign(PURPOSE, { b, v })}`;
  }

  verify(token: unknown): Subscriber | null {
    const claims = this.secrets.verify<{ b: string; v: string }>(PURPOSE, token, this.clock.now());
    return claims && isId(claims.b) && isId(claims.v) ? { brandId: claims.b, visitorId: claims.v } : null;
  }
}
