import { Injectable } from '@nestjs/common';
import { Config, Secrets } from '../platform/index.js';
import { addressToken } from './domain/address-token.js';
import { readSignedIds, signedIds } from './signed-ids.js';

const PURPOSE = 'bounce address';

export interface Bounced {
  brandId: string;
  notificationId: string;
}

/** The sender on the envelope of a mail of ours, where other servers tell what became of it. */
@Injectable()
export class BounceAddress {
  constructor(
    private readonly config: Config,
    private readonly secrets: Secrets,
  ) {}

  /** Null where nothing listens for mails. */
  make({ brandId, notificationId }: Bounced): string | null {
    if (this.config.mailListenPort === undefined) return null;
    return `bounce+${signedIds(this.secrets, PURPOSE, [brandId, notificationId])}@${this.config.mailDomain}`;
  }

  verify(address: string): Bounced | null {
    const token = addressToken(address, 'bounce', this.config.mailDomain);
    const ids = token && readSignedIds(this.secrets, PURPOSE, token);
    return ids ? { brandId: ids[0], notificationId: ids[1] } : null;
  }
}
