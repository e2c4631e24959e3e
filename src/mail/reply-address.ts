import { Injectable } from '@nestjs/common';
import { Config, Secrets } from '../platform/index.js';
import { addressToken } from './domain/address-token.js';
import { readSignedIds, signedAddress } from './signed-ids.js';

const PURPOSE = 'reply address';
const KIND = 'reply';

export interface RepliedTo {
  brandId: string;
  conversationId: string;
}

/** The address that an answer by mail comes to: it names the conversation, and nobody but us can make one. */
@Injectable()
export class ReplyAddress {
  constructor(
    private readonly config: Config,
    private readonly secrets: Secrets,
  ) {}

  make({ brandId, conversationId }: RepliedTo): string {
    const local = signedAddress(this.secrets, KIND, { purpose: PURPOSE, ids: [brandId, conversationId] });
    return `${local}@${this.config.mailDomain}`;
  }

  /** The conversation that an address stands for; null where it is none of ours or was made up. */
  verify(address: string): RepliedTo | null {
    const token = addressToken(address, KIND, this.config.mailDomain);
    const ids = token && readSignedIds(this.secrets, PURPOSE, token);
    return ids ? { brandId: ids[0], conversationId: ids[1] } : null;
  }
}
