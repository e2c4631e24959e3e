import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { parse } from 'uuid';
import { isId } from '../../kernel/index.js';
import { Secrets } from '../../platform/index.js';

const ID_BYTES = 16;
const SECRET_BYTES = 24;
const TOKEN = /^[\w-]{54}$/;

export interface InvitationKey {
  brandId: string;
  hash: string;
}

/** What the link of an invitation carries: the brand, and a secret that is known again by its hash alone. */
@Injectable()
export class InvitationTokens {
  constructor(private readonly secrets: Secrets) {}

  make(brandId: string): { token: string; hash: string } {
    const token = Buffer.concat([parse(brandId), randomBytes(SECRET_BYTES)]).toString('base64url');
    return { token, hash: this.hashOf(token) };
  }

  /** Null where it is none of ours. */
  read(token: string): InvitationKey | null {
    if (!TOKEN.test(token)) return null;
    const brandId = Buffer.from(token, 'base64url')
      .toString('hex', 0, ID_BYTES)
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    return isId(brandId) ? { brandId, hash: this.hashOf(token) } : null;
  }

  private hashOf(token: string): string {
    return this.secrets.mac('invitation', token);
  }
}
