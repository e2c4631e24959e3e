import { Injectable } from '@nestjs/common';
import { Config, Secrets } from '../platform/index.js';
import { addressToken } from './domain/address-token.js';
import { readSignedIds, signedAddress } from './signed-ids.js';

const PURPOSE = 'bounce address';
const KIND = 'bounce';

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
    const local = signedAddress(this.secrets, KIND, { purpose: PURPOSE, ids: [brandId, notificationId] });
    return `${local}@${this.config.mailDomain}`;
  }

  verify(address: string): Bounced | null {
    const token = addressToken(address, KIND, this.config.mailDomain);
    const ids = token && readSignedIds(this.secrets, PURPOSE, token);
    return ids ? { brandId: ids[0], notificationId: ids[1] } : null;
  }
}
