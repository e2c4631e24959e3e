import { Injectable } from '@nestjs/common';
import { Clock, isId } from '../../kernel/index.js';
import { Secrets } from '../secrets.js';
import type { FileRef } from './file-store.js';

/** A file as one side is shown it. */
export interface FileLink extends FileRef {
  side: 'visitor' | 'member';
}

const PURPOSE = 'file';
const MINUTE_MS = 60_000;
/**
 * An address changes once in so long and lasts for two of them at most, so that the same picture has the same address in
 * every page and push of that time. One for members opens to those alone who may read it now, so that it may last as
 * long as a desk stands open; one for visitors opens to whoever has it, also after they have gone from a browser that
 * others use, and their messenger asks for a new one.
 */
const STEP_MS = { visitor: 5 * MINUTE_MS, member: 24 * 60 * MINUTE_MS };

interface Claims {
  b: string;
  f: string;
  v?: 1;
  m?: 1;
}

/** Short-lived addresses that carry their own proof. */
@Injectable()
export class FileLinks {
  constructor(
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  path({ brandId, fileId, variant, side }: FileLink): string {
    const claims: Claims = {
      b: brandId,
      f: fileId,
      ...(variant === 'thumbnail' ? { v: 1 } : {}),
      ...(side === 'member' ? { m: 1 } : {}),
    };
    return `/files/${this.secrets.sign(PURPOSE, { ...claims }, this.expiry(STEP_MS[side]))}`;
  }

  /** What the address is for, or null when it is forged or over. */
  read(token: unknown): FileLink | null {
    const claims = this.secrets.verify<Claims>(PURPOSE, token, this.clock.now());
    if (!claims || !isId(claims.b) || !isId(claims.f)) return null;
    const { b: brandId, f: fileId, v, m } = claims;
    return { brandId, fileId, variant: v ? 'thumbnail' : 'whole', side: m ? 'member' : 'visitor' };
  }

  private expiry(step: number): Date {
    return new Date((Math.floor(this.clock.now().getTime() / step) + 2) * step);
  }
}
