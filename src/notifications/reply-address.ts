import { Injectable } from '@nestjs/common';
import { parse, stringify } from 'uuid';
import { Config, sameText, Secrets } from '../platform/index.js';

const PURPOSE = 'reply address';
const MAC_BYTES = 10;
const ID_BYTES = 16;
/** All of it fits into the 64 signs that the part before the @ may have. */
const TOKEN = /^reply\+([\w-]{56})$/;

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
    const ids = Buffer.concat([parse(brandId), parse(conversationId)]);
    const token = Buffer.concat([ids, this.mac(ids)]).toString('base64url');
    return `reply+${token}@${this.config.mailDomain}`;
  }

  /** The conversation that an address stands for; null where it is none of ours or was made up. */
  verify(address: string): RepliedTo | null {
    const at = address.lastIndexOf('@');
    if (address.slice(at + 1).toLowerCase() !== this.config.mailDomain.toLowerCase()) return null;
    const token = TOKEN.exec(address.slice(0, at))?.[1];
    if (!token) return null;
    const bytes = Buffer.from(token, 'base64url');
    const ids = bytes.subarray(0, 2 * ID_BYTES);
    const isOurs = sameText(bytes.subarray(2 * ID_BYTES).toString('hex'), this.mac(ids).toString('hex'));
    if (!isOurs) return null;
    return {
      brandId: stringify(ids.subarray(0, ID_BYTES)),
      conversationId: stringify(ids.subarray(ID_BYTES)),
    };
  }

  private mac(ids: Buffer): Buffer {
    return Buffer.from(this.secrets.mac(PURPOSE, ids.toString('hex')), 'base64url').subarray(0, MAC_BYTES);
  }
}
