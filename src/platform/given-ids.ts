import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { newId } from '../kernel/index.js';
import { sameText, Secrets } from './secrets.js';

/** Of an id, up to its last group. */
const HEAD_LENGTH = 24;
const MARK_LENGTH = 12;

/**
 * Ids for what a form may make, so that a form that is sent twice makes one thing. They are UUIDv7 whose end proves that
 * we gave them out: under an id of another brand, or one that somebody thought up, nothing is made.
 */
@Injectable()
export class GivenIds {
  constructor(private readonly secrets: Secrets) {}

  give(brandId: string): string {
    const time = newId().slice(0, 18);
    const random = randomInt(0x1000).toString(16).padStart(3, '0');
    const head = `${time}-8${random}-`;
    return head + this.mark(brandId, head);
  }

  isGiven(brandId: string, id: string): boolean {
    const head = id.slice(0, HEAD_LENGTH);
    return sameText(id.slice(HEAD_LENGTH), this.mark(brandId, head));
  }

  private mark(brandId: string, head: string): string {
    const mac = this.secrets.mac('given id', `${brandId} ${head}`);
    return Buffer.from(mac, 'base64url').toString('hex').slice(0, MARK_LENGTH);
  }
}
